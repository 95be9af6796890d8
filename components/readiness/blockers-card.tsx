"use client";

import { useState } from "react";
import { Card, CardHeader } from "@/components/ui/card";
import { Select } from "@/components/ui/select";
import { blockersByRole, type RoleGroup } from "@/lib/domain/blocker-roles";
import { count, duration, list } from "@/lib/domain/plain-text";
import { partyId } from "@/lib/domain/roster";
import { indexDocument } from "@/lib/domain/template-tree";
import { ItemLink } from "../run/item-link";
import { useRun } from "../run/run-provider";
import { BlockerEntry } from "./blocker-entry";
import { useShown } from "./readiness-provider";

const views = [
  { value: "people", label: "By person" },
  { value: "roles", label: "By role or team" },
] as const;

/** Who holds the gate up, what nobody holds first; by person, or by the role or team the checklist names. */
export function BlockersCard() {
  const { shown } = useShown();
  const [view, setView] = useState<(typeof views)[number]["value"]>("people");
  const index = useRun((state) => indexDocument(state.snapshot.document));
  return (
    <Card flush aria-labelledby="who">
      <CardHeader
        id="who"
        title="Who holds it up?"
        actions={
          <span className="print:hidden">
            <Select label="View" options={views} value={view} onChange={setView} />
          </span>
        }
      />
      <div className="px-4 pb-2">
        {shown.blockers.length === 0 ? <p className="py-4 text-ink-2 text-sm">Nobody.</p> : null}
        {view === "people" ? (
          <ul aria-label="By person">
            {shown.blockers.map((blocker) => (
              <BlockerEntry key={partyId(blocker.who)} blocker={blocker} />
            ))}
          </ul>
        ) : (
          <ul aria-label="By role or team">
            {blockersByRole(index, shown.blockers).map((group) => (
              <RoleEntry key={group.role ?? ""} group={group} />
            ))}
          </ul>
        )}
        {shown.waiting.length > 0 ? (
          <section className="border-t py-3 text-sm">
            <h3 className="font-strong">Waiting, not charged</h3>
            <ul className="mt-1 text-ink-2">
              {shown.waiting.map(({ who, text }) => (
                <li key={`${partyId(who)}${text}`} className="py-0.5">
                  {text}
                </li>
              ))}
            </ul>
          </section>
        ) : null}
      </div>
    </Card>
  );
}

function RoleEntry({ group }: { group: RoleGroup }) {
  return (
    <li className="border-t py-3 text-sm first:border-t-0">
      <p className="flex gap-3">
        <b className="min-w-0 flex-1 font-strong">{group.role ?? "No role"}</b>
        <span>
          {count(group.items.length, "item")}, {duration(group.minutes)} of its own work
        </span>
      </p>
      <p className="text-ink-2">{list(group.people)}</p>
      <ul>
        {group.items.slice(0, 8).map(({ key, title }) => (
          <li key={key} className="py-0.5 touch:py-2">
            <ItemLink itemKey={key} className="hover:underline">
              {title}
            </ItemLink>
          </li>
        ))}
        {group.items.length > 8 ? <li className="text-ink-2">and {count(group.items.length - 8, "other")}</li> : null}
      </ul>
    </li>
  );
}
