"use client";

import { Pencil, Plus } from "lucide-react";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button, IconButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useClock } from "@/components/ui/time";
import { type GoLive, keptBy } from "@/lib/domain/calendar";
import { count } from "@/lib/domain/plain-text";
import { FrozenLine } from "./calendar-line";
import { FreezeDialog, type FreezeEntry } from "./freeze-dialog";

type Props = { freezes: readonly FreezeEntry[]; runs: readonly GoLive[]; mayEdit: boolean };

/** Freezes ahead, whom they hit, and for admins the way to change them. */
export function FreezeCard({ freezes, runs, mayEdit }: Props) {
  const { now } = useClock();
  const [open, setOpen] = useState<FreezeEntry | "new">();
  const ahead = freezes.filter(({ endsAt }) => Date.parse(endsAt) > now);
  return (
    <Card aria-labelledby="freezes">
      <div className="flex items-center gap-2">
        <h2 id="freezes" className="eyebrow">
          Freezes
        </h2>
        {mayEdit ? (
          <Button
            size="sm"
            className="ml-auto"
            icon={<Plus aria-hidden className="size-4" />}
            onClick={() => setOpen("new")}
          >
            New freeze
          </Button>
        ) : null}
      </div>
      <ul className="divide-y">
        {ahead.map((window) => {
          const kept = keptBy(window, runs).length;
          return (
            <li key={window.id} className="flex items-start gap-2 py-1.5">
              <ul className="min-w-0 flex-1">
                <FrozenLine window={window} />
                <li className="flex flex-wrap gap-1.5 pl-5">
                  {Date.parse(window.startsAt) <= now ? <Badge tone="wait">in force</Badge> : null}
                  {kept > 0 ? <Badge tone="hold">{count(kept, "target")} in it</Badge> : null}
                </li>
              </ul>
              {mayEdit ? (
                <IconButton size="sm" label={`Change the freeze ${window.reason}`} onClick={() => setOpen(window)}>
                  <Pencil aria-hidden className="size-3.5" />
                </IconButton>
              ) : null}
            </li>
          );
        })}
      </ul>
      <p className="pt-2 text-ink-2 text-sm">
        {ahead.length === 0 ? "None ahead. " : ""}
        In a freeze no gate that lets a deployment begin is GO, on the screen and for pipelines alike.
        {mayEdit ? "" : " Admins make them."}
      </p>
      {open ? <FreezeDialog freeze={open === "new" ? null : open} onClose={() => setOpen(undefined)} /> : null}
    </Card>
  );
}
