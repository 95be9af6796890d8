"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-name";
import { RelativeTime, useClock } from "@/components/ui/time";
import { notify } from "@/components/ui/toast";
import { coolsUntil } from "@/lib/domain/roll-call";

type Props = {
  /** When they were last asked. */
  last: string | null;
  may: boolean;
  /** Who is asked, in words. */
  of: string;
  /** Resolves to a sentence when refused. */
  send: () => Promise<string | undefined>;
  className?: string;
};

/** Asks, then says when that was and when it may be done again. */
export function NudgeAct({ last, may, of, send, className }: Props) {
  const { now } = useClock();
  const [busy, setBusy] = useState(false);
  const again = coolsUntil(last, now);
  if (!(may || last)) return null;
  const nudge = async () => {
    setBusy(true);
    const refused = await send();
    setBusy(false);
    notify(refused ? { title: refused, tone: "bad" } : { title: `Asked again: ${of}`, tone: "good" });
  };
  return (
    <div className={cn("flex flex-wrap items-center gap-2 text-ink-2 text-xs", className)}>
      {may ? (
        <Button size="sm" busy={busy} disabled={again !== null} onClick={nudge}>
          Nudge
        </Button>
      ) : null}
      {last ? (
        <span>
          Asked again <RelativeTime at={last} />
          {may && again !== null ? (
            <>
              , next <RelativeTime at={new Date(again).toISOString()} />
            </>
          ) : null}
        </span>
      ) : null}
    </div>
  );
}
