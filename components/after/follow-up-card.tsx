"use client";

import { useState } from "react";
import { Badge, type Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { notify } from "@/components/ui/toast";
import { type FollowUp, followUps, isOver } from "@/lib/domain/follow-ups";
import { liveAt } from "@/lib/domain/go-live";
import { partyName } from "@/lib/domain/roster";
import type { RunState } from "@/lib/domain/run-state";
import { ItemBox } from "../run/item-box";
import { ItemLink } from "../run/item-link";
import { useMay, useRun, useRunStore } from "../run/run-provider";
import { sendToRun } from "../run/run-send";
import { RunTime } from "../run/run-time";
import { useItemActs } from "../run/use-item-acts";
import { HandFollowUps } from "./hand-follow-ups";

const words: Readonly<Record<FollowUp["status"], { word: string; tone: Tone } | null>> = {
  open: null,
  overdue: { word: "Overdue", tone: "no" },
  offered: { word: "Handed over, not accepted yet", tone: "wait" },
  handed_over: { word: "Handed over", tone: "go" },
  done: null,
};

/** What is to be done a time after going live, and with whom it goes on when the run doesn't. */
export function FollowUpCard({ state }: { state: RunState }) {
  const may = useMay("item.tick");
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [handing, setHanding] = useState(false);
  const all = followUps(state);
  const left = all.filter((each) => !isOver(each));
  if (all.length === 0) return null;
  const groups = Map.groupBy(all, ({ standing }) => standing.leaf.path.at(-1) ?? "");
  const chosen = left.filter(({ standing }) => picked.has(standing.leaf.key));
  return (
    <Card flush aria-label="Follow-ups">
      <CardHeader
        title="Follow-ups"
        meta={left.length === 0 ? "all done or handed over" : `${left.length} of ${all.length} to do`}
        actions={
          may && left.length > 0 ? (
            <Button size="sm" disabled={chosen.length === 0} onClick={() => setHanding(true)}>
              {chosen.length > 0 ? `Hand over ${chosen.length}…` : "Hand over…"}
            </Button>
          ) : null
        }
      />
      {liveAt(state) === null ? (
        <p className="border-b px-4 py-2 text-ink-2 text-sm">
          Times count from going live; until then from the target.
        </p>
      ) : null}
      {[...groups].map(([part, of]) => (
        <section key={part} aria-label={part}>
          <h3 className="flex flex-wrap items-baseline gap-x-3 bg-sunk px-4 py-1.5 text-sm">
            <span className="wrap-anywhere min-w-0 flex-1 font-strong">{part}</span>
            {of[0] ? <RunTime at={of[0].due.at} className="text-ink-2 text-xs" /> : null}
          </h3>
          <ul className="divide-y">
            {of.map((each) => (
              <Line
                key={each.standing.leaf.key}
                follow={each}
                picked={picked.has(each.standing.leaf.key)}
                onPick={
                  may && !isOver(each)
                    ? (on) => {
                        const next = new Set(picked);
                        if (on) next.add(each.standing.leaf.key);
                        else next.delete(each.standing.leaf.key);
                        setPicked(next);
                      }
                    : null
                }
              />
            ))}
          </ul>
        </section>
      ))}
      {handing ? (
        <HandFollowUps
          state={state}
          items={chosen.map(({ standing }) => standing.leaf)}
          onClose={() => setHanding(false)}
          onDone={() => setPicked(new Set())}
        />
      ) : null}
    </Card>
  );
}

function Line({
  follow,
  picked,
  onPick,
}: {
  follow: FollowUp;
  picked: boolean;
  onPick: ((on: boolean) => void) | null;
}) {
  const { standing, owner, status, row } = follow;
  const { leaf } = standing;
  const acts = useItemActs();
  const may = useMay("item.tick");
  const word = words[status];
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
      {may && status !== "handed_over" ? (
        <button
          type="button"
          className="flex size-6 items-center justify-center rounded-sm hover:bg-hover touch:size-11"
          aria-label={`${status === "done" ? "Open again" : "Done"}: ${leaf.title}`}
          onClick={() => acts.setState(leaf.key, status === "done" ? "open" : "passed")}
        >
          <ItemBox state={standing.state} className="size-4" />
        </button>
      ) : (
        <span className="flex size-6 items-center justify-center touch:size-11">
          <ItemBox state={standing.state} className="size-4" />
        </span>
      )}
      <div className="min-w-40 flex-1 text-sm">
        <ItemLink itemKey={leaf.key} className={status === "done" ? "text-ink-3" : ""}>
          {leaf.title}
        </ItemLink>
        <p className="flex flex-wrap items-center gap-x-2 text-ink-2 text-xs">
          {word ? <Badge tone={word.tone}>{word.word}</Badge> : null}
          {row ? <HandedTo follow={follow} /> : status === "done" ? null : <span>{partyName(owner)}</span>}
        </p>
      </div>
      {onPick ? (
        <Checkbox checked={picked} onChange={onPick} label={<span className="sr-only">Hand over {leaf.title}</span>} />
      ) : null}
    </li>
  );
}

function HandedTo({ follow: { row, standing, status } }: { follow: FollowUp }) {
  const store = useRunStore();
  const you = useRun((state) => state.you.personId);
  const closed = useRun(({ snapshot }) => snapshot.run.closedAt !== null);
  const lead = useRun(({ snapshot }) => snapshot.run.leadId);
  const name = useRun(({ snapshot }) => snapshot.people[row?.toId ?? ""]?.name ?? "somebody who left");
  if (!row) return null;
  const send = async (what: "accept" | "take-back", said: string) => {
    const refused = await sendToRun(store, `/follow-ups/${what}`, { body: { items: [standing.leaf.key] } });
    notify(refused ? { title: refused, tone: "bad" } : { title: said, tone: "good" });
  };
  return (
    <>
      {row.link ? (
        <a href={row.link} target="_blank" rel="noreferrer" className="wrap-anywhere text-accent underline">
          {row.link}
        </a>
      ) : (
        <span>to {name}</span>
      )}
      {row.note ? <span className="wrap-anywhere">“{row.note}”</span> : null}
      {row.toId === you && row.acceptedAt === null ? (
        <Button size="sm" variant="primary" onClick={() => void send("accept", "It is yours")}>
          Take over
        </Button>
      ) : null}
      {!closed && status !== "done" && [row.byId, row.toId, lead].includes(you) ? (
        <Button size="sm" variant="ghost" onClick={() => void send("take-back", "Back in this run")}>
          {row.toId === you ? "Decline" : "Take back"}
        </Button>
      ) : null}
    </>
  );
}
