"use client";

import Link from "next/link";
import { Avatar } from "@/components/ui/avatar";
import { RelativeTime } from "@/components/ui/time";
import type { Blocker, NextAction, Readiness } from "@/lib/domain/assessment";
import { duration, list } from "@/lib/domain/plain-text";
import { partyFace, partyName } from "@/lib/domain/roster";
import { nextStep } from "./annunciator-answers";
import { ItemLink } from "./item-link";
import { placeOf } from "./reason-link";
import { useRun, useSequence } from "./run-provider";

const linkLook = "font-strong text-accent underline underline-offset-2";

/** The next action, and everybody who holds something up: heaviest first. */
export function NextPanel({ readiness }: { readiness: Readiness }) {
  const runId = useRun((state) => state.snapshot.run.id);
  const { nextAction, blockers, waiting } = readiness;
  const href = nextAction ? nextPlace(nextAction, readiness.gate, runId) : null;
  return (
    <div className="text-sm">
      {nextAction && href ? (
        <p>
          {nextAction.kind === "item" ? (
            <ItemLink itemKey={nextAction.key} className={linkLook}>
              {nextAction.title}
            </ItemLink>
          ) : (
            <Link prefetch={false} href={href} className={linkLook}>
              {nextAction.title}
            </Link>
          )}
          , {partyName(nextAction.who)}
        </p>
      ) : (
        <NoAction runId={runId} />
      )}
      {blockers.length > 0 ? (
        <ul className="mt-3">
          {blockers.map((blocker) => (
            <BlockerLine key={partyKey(blocker)} blocker={blocker} />
          ))}
        </ul>
      ) : null}
      {waiting.length > 0 ? (
        <>
          <h3 className="mt-3 font-strong">Waiting, not charged</h3>
          <ul className="mt-1 text-ink-2">
            {waiting.map((one) => (
              <li key={`${partyName(one.who)}${one.text}`} className="py-0.5">
                <b className="font-medium text-ink">{partyName(one.who)}</b>: {one.text}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}

/** Nothing for the gate; the step of go-live day, when there is one. */
function NoAction({ runId }: { runId: string }) {
  const step = nextStep(useSequence(), null);
  return (
    <p className="text-ink-2">
      {step ? (
        <>
          <Link prefetch={false} href={`/runs/${runId}/live`} className={linkLook}>
            {step.answer}
          </Link>
          . {step.detail}.{" "}
        </>
      ) : null}
      Nobody has to do anything for this gate.
    </p>
  );
}

function BlockerLine({ blocker }: { blocker: Blocker }) {
  const { who, weightMinutes, since, items, signoffs, others } = blocker;
  const shown = items.slice(0, 3);
  const more = items.length - shown.length;
  return (
    <li className="flex gap-3 border-t py-2.5">
      <Avatar name={partyFace(who)} size="lg" decorative />
      <div className="min-w-0 flex-1">
        <p className="font-strong">{partyName(who)}</p>
        <p className="text-ink-2">
          {shown.map((item, at) => (
            <span key={item.key}>
              {at > 0 ? "; " : ""}
              <ItemLink itemKey={item.key} className="hover:underline">
                {item.title}
              </ItemLink>
            </span>
          ))}
          {more > 0 ? ` and ${more} more` : ""}
          {shown.length > 0 && signoffs.length + others.length > 0 ? "; " : ""}
          {list([...signoffs.map((signoff) => `to sign: ${signoff.title}`), ...others])}
        </p>
      </div>
      <p className="text-right">
        <span className="font-strong">{duration(weightMinutes)}</span>
        <RelativeTime at={since} className="block text-ink-3 text-xs" />
      </p>
    </li>
  );
}

function partyKey({ who }: Blocker): string {
  return who.kind === "person" ? who.id : `${who.kind}${partyName(who)}`;
}

/** Where the next action is done. */
export function nextPlace(next: NextAction, gate: string, runId: string): string {
  if (next.kind === "item") return `/runs/${runId}?item=${encodeURIComponent(next.key)}`;
  if (next.kind === "signoff") return `/runs/${runId}/poll#${encodeURIComponent(next.key)}`;
  if (next.kind === "declare") return `/runs/${runId}/poll#${encodeURIComponent(gate)}`;
  return placeOf({ choice: next.key }, runId) ?? `/runs/${runId}`;
}
