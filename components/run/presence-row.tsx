"use client";

import { Avatar } from "@/components/ui/avatar";
import { Tooltip } from "@/components/ui/tooltip";
import { indexDocument } from "@/lib/domain/template-tree";
import { ItemLink } from "./item-link";
import { useRun } from "./run-provider";

/** Who has the run open; each leads to the item they look at. */
export function PresenceRow() {
  const present = useRun((state) => state.present);
  const index = useRun((state) => indexDocument(state.snapshot.document));
  if (present.length === 0) return null;
  const shown = present.slice(0, 6);
  return (
    <ul aria-label="Here now" className="flex items-center gap-1.5 print:hidden">
      {shown.map((person) => {
        const title = person.itemKey ? index.items.get(person.itemKey)?.title : undefined;
        const avatar = <Avatar name={person.name} present className="border-2 border-panel" />;
        return (
          <li key={person.id}>
            <Tooltip text={title ? `${person.name} looks at ${title}` : `${person.name} is here`} side="bottom">
              <span className="block rounded-full">
                {person.itemKey && title ? (
                  <ItemLink itemKey={person.itemKey} className="block rounded-full">
                    {avatar}
                  </ItemLink>
                ) : (
                  avatar
                )}
              </span>
            </Tooltip>
          </li>
        );
      })}
      {present.length > shown.length ? (
        <li className="pl-3 text-ink-2 text-xs">and {present.length - shown.length} more</li>
      ) : null}
    </ul>
  );
}
