"use client";

import { useState } from "react";
import { serverNow } from "@/components/client/server-clock";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { DayTime } from "@/components/ui/time";
import { type ContactLink, linksIn } from "@/lib/domain/contact";
import { type OnCallNow, onCallAt } from "@/lib/domain/on-call";
import { plainText } from "@/lib/domain/plain-text";
import type { RunSnapshot } from "@/lib/domain/run";
import { useMay, useRun } from "../run/run-provider";
import { OnCallDialog } from "./on-call-dialog";
import { ReachLinks } from "./reach-links";

const known = new WeakMap<RunSnapshot, { now: number; onCall: OnCallNow | null }>();

/** Who is on call at this moment, by the server's clock. */
export function useOnCall(): OnCallNow | null {
  return useRun(({ snapshot, now }) => {
    const found = known.get(snapshot);
    if (found?.now === now) return found.onCall;
    // Asked anew with each change: whoever was named a moment ago is on call, though `now` moves by quarters of a minute.
    const fresh = onCallAt(snapshot, Math.max(now, serverNow()));
    // The same object while it is the same person, so that nothing is drawn again each quarter of a minute.
    const onCall = found && JSON.stringify(found.onCall) === JSON.stringify(fresh) ? found.onCall : fresh;
    known.set(snapshot, { now, onCall });
    return onCall;
  });
}

/** Who is on call now, how to reach them, until when; the lead changes it. */
export function OnCallLine() {
  const onCall = useOnCall();
  const people = useRun(({ snapshot }) => snapshot.people);
  const may = useMay("on_call.set");
  const [changing, setChanging] = useState(false);
  const links: ContactLink[] = [
    ...(onCall?.contact ? linksIn(plainText(onCall.contact.channel)) : []),
    ...(onCall?.people ?? []).flatMap((id) => linksIn(people[id]?.email ?? "")),
  ];
  return (
    <section aria-label="On call now" className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3 text-sm">
      {onCall ? <Avatar name={onCall.label} decorative /> : null}
      <div className="min-w-0 flex-1 basis-32">
        <p className="text-ink-2 text-xs">On call now</p>
        <p className="wrap-anywhere font-strong">{onCall?.label ?? "Nobody is named"}</p>
        {onCall?.until ? (
          <p className="text-ink-2 text-xs">
            until <DayTime within at={onCall.until} />
            {onCall.id === null ? ", by the rota" : ""}
          </p>
        ) : null}
      </div>
      {onCall ? <ReachLinks name={onCall.label} links={links} /> : null}
      {may ? (
        <Button size="sm" onClick={() => setChanging(true)}>
          {onCall ? "Change" : "Name somebody"}
        </Button>
      ) : null}
      {changing ? <OnCallDialog now={onCall} onClose={() => setChanging(false)} /> : null}
    </section>
  );
}
