"use client";

import { CornerDownRight } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/time";
import type { Blocker, BlockerItem } from "@/lib/domain/assessment";
import { count, duration } from "@/lib/domain/plain-text";
import { partyFace, partyName } from "@/lib/domain/roster";
import { indexDocument } from "@/lib/domain/template-tree";
import { NudgeButton, NudgePerson } from "../poll/nudge-button";
import { AssigneeField } from "../run/inspector/assignee-field";
import { ItemLink } from "../run/item-link";
import { BlockedWords } from "../run/linked-text";
import { RunEditDialog } from "../run/run-edit-dialog";
import { useMay, useReadiness, useRun } from "../run/run-provider";
import { ContactLinks } from "./contact-links";
import { SupposeButton } from "./suppose-button";

const shownFirst = 5;

/** One party with all it holds: since when, what waits behind each item, how to reach it, whom to give it to. */
export function BlockerEntry({ blocker }: { blocker: Blocker }) {
  const { who, weightMinutes, since, items, signoffs, others } = blocker;
  const runId = useRun((state) => state.snapshot.run.id);
  const [all, setAll] = useState(false);
  const shown = all ? items : items.slice(0, shownFirst);
  return (
    <li className="flex gap-3 border-t py-3 text-sm first:border-t-0">
      <Avatar name={partyFace(who)} size="lg" decorative />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <b className="min-w-0 flex-1 font-strong">
            {partyName(who)}
            {who.kind === "person" && who.role ? (
              <span className="font-normal text-ink-3 text-xs"> {who.role}</span>
            ) : null}
          </b>
          <span className="font-strong">{duration(weightMinutes)}</span>
          <RelativeTime at={since} className="text-ink-3 text-xs" />
        </p>
        <ContactLinks who={who} />
        {who.kind === "person" ? <NudgePerson id={who.id} name={who.name} /> : null}
        <FillRole blocker={blocker} />
        <ul>
          {shown.map((item) => (
            <Held key={item.key} item={item} unowned={who.kind !== "person"} />
          ))}
        </ul>
        {items.length > shown.length ? (
          <Button size="sm" variant="ghost" className="-ml-2" onClick={() => setAll(true)}>
            Show {items.length - shown.length} more
          </Button>
        ) : null}
        <ul>
          {signoffs.map(({ key, title, gate }) => (
            <li key={`${gate}${key}`} className="flex flex-wrap items-center gap-2 py-1">
              <Link
                prefetch={false}
                href={`/runs/${runId}/poll#${encodeURIComponent(key)}`}
                className="min-w-0 flex-1 hover:underline"
              >
                To sign, and ready: {title}
              </Link>
              <SupposeButton kind="signed" keys={[key]} of={title} />
              <Nudge signoff={key} gate={gate} />
            </li>
          ))}
          {others.map((text) => (
            <li key={text} className="py-1">
              {text}
            </li>
          ))}
        </ul>
        {items.length > 1 ? (
          <div className="mt-1.5">
            <SupposeButton
              kind="done"
              keys={items.map(({ key }) => key)}
              of={`all ${count(items.length, "item")} of ${partyName(who)}`}
              shown={`all ${items.length} done`}
            />
          </div>
        ) : null}
      </div>
    </li>
  );
}

function Held({ item, unowned }: { item: BlockerItem; unowned: boolean }) {
  const place = useRun((state) => indexDocument(state.snapshot.document).items.get(item.key));
  const mayAssign = useMay("item.assign_others");
  const behind = item.downstreamMinutes - item.minutes;
  const facts = [
    ...(item.minutes > 0 ? [duration(item.minutes)] : []),
    ...(behind > 0 ? [`${duration(behind)} wait behind it`] : []),
  ];
  return (
    <li className="py-1">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <ItemLink itemKey={item.key} className="wrap-anywhere min-w-40 flex-1 hover:underline">
          {item.title}
        </ItemLink>
        <span className="text-ink-3 text-xs">{facts.join(", ")}</span>
        <SupposeButton kind="done" keys={[item.key]} of={item.title} />
      </div>
      {item.blocked ? (
        <p className="text-no text-xs">
          Blocked: <BlockedWords reason={item.blocked} link={item.blockedLink} />
        </p>
      ) : null}
      {item.chain.length > 0 ? (
        <p className="flex gap-1.5 text-ink-3 text-xs">
          <CornerDownRight aria-hidden className="mt-0.5 size-3 shrink-0" />
          <span>
            <span className="sr-only">Waiting behind it: </span>
            {item.chain.map(({ key, title, who }, at) => (
              <span key={key}>
                {at > 0 ? ", then " : ""}
                <ItemLink itemKey={key} className="hover:underline">
                  {title}
                </ItemLink>{" "}
                ({who})
              </span>
            ))}
          </span>
        </p>
      ) : null}
      {unowned && place?.leaf && mayAssign ? (
        <div className="mt-1 max-w-72">
          <AssigneeField place={place} assigneeId={null} />
        </div>
      ) : null}
    </li>
  );
}

/** Whoever has to sign and could is reminded here as in the poll. */
function Nudge({ signoff, gate }: { signoff: string; gate: string }) {
  const standing = useReadiness(gate).signoffs.find(({ key }) => key === signoff);
  return standing ? <NudgeButton standing={standing} gateKey={gate} /> : null;
}

/** A role is filled in the run's roster. */
function FillRole({ blocker }: { blocker: Blocker }) {
  const may = useMay("run.edit");
  const [open, setOpen] = useState(false);
  if (blocker.who.kind !== "role" || !may) return null;
  return (
    <>
      <Button size="sm" className="my-1" onClick={() => setOpen(true)}>
        Name who fills {blocker.who.role}
      </Button>
      {open ? <RunEditDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}
