import Link from "next/link";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { DataTable } from "@/components/ui/data-table";
import { RelativeTime } from "@/components/ui/time";
import type { WorkspaceRole } from "@/lib/domain/actor";
import { PersonMenu } from "./person-menu";
import { roleLabel } from "./role-words";

export type PersonLine = {
  id: string;
  name: string;
  email: string;
  roles: WorkspaceRole[];
  disabledAt: string | null;
  lastSeenAt: string | null;
};

/** Everybody of the workspace; with `manages`, roles can be changed and people disabled. */
export function PeopleTable({
  people,
  you,
  manages,
  mayMakeOwners,
}: {
  people: readonly PersonLine[];
  you: string;
  manages: boolean;
  mayMakeOwners: boolean;
}) {
  return (
    <DataTable
      caption="People of this workspace"
      rows={people}
      rowKey={(person) => person.id}
      columns={[
        {
          key: "name",
          heading: "Person",
          rowHeader: true,
          cell: (person) => (
            <div className="flex items-center gap-3">
              <Avatar name={person.name} size="lg" decorative />
              <div className="min-w-0 max-sm:pr-9">
                <p className="font-strong">
                  <Link prefetch={false} href={`/settings/people/${person.id}`} className="hover:underline">
                    {person.name}
                  </Link>{" "}
                  {person.id === you ? <span className="font-normal text-ink-3">(you)</span> : null}
                </p>
                <p className="truncate text-ink-2 text-xs">{person.email}</p>
              </div>
            </div>
          ),
        },
        {
          key: "roles",
          heading: "Roles",
          cell: (person) => (
            <span className="flex flex-wrap gap-1">
              {person.disabledAt ? <Badge tone="no">disabled</Badge> : null}
              {person.roles.map((role) => (
                <Badge key={role}>{roleLabel(role)}</Badge>
              ))}
            </span>
          ),
        },
        {
          key: "seen",
          heading: "Last seen",
          cell: ({ lastSeenAt }) =>
            lastSeenAt ? (
              <RelativeTime at={lastSeenAt} className="text-ink-2" />
            ) : (
              <span className="text-ink-3">never</span>
            ),
        },
        ...(manages
          ? [
              {
                key: "menu",
                heading: "Change",
                hideHeading: true,
                align: "right" as const,
                className: "max-sm:absolute max-sm:top-2 max-sm:right-2",
                cell: (person: PersonLine) => (
                  <PersonMenu person={person} self={person.id === you} mayMakeOwners={mayMakeOwners} />
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
