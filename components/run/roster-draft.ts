import { sameRole } from "@/lib/domain/roster";
import type { RunSnapshot } from "@/lib/domain/run";
import { indexDocument } from "@/lib/domain/template-tree";

/**
 * Roles with the addresses of who fills them: the first does, the others are deputies. `left` did, by name: as long as a
 * role isn't changed they have it again once they are back.
 */
export type RosterDraft = readonly {
  role: string;
  emails: readonly string[];
  left: readonly string[];
  asks: "sign-off" | "items" | null;
}[];

/** Every role the template asks for, then those somebody added. */
export function rosterOf(snapshot: RunSnapshot): RosterDraft {
  const index = indexDocument(snapshot.document);
  const roles: { role: string; asks: "sign-off" | "items" | null }[] = [];
  const add = (role: string, asks: "sign-off" | "items" | null) => {
    if (!roles.some((entry) => sameRole(entry.role, role))) roles.push({ role, asks });
  };
  for (const { signoff } of index.signoffs) for (const role of signoff.roles) add(role, "sign-off");
  for (const place of index.items.values()) if (place.owner) add(place.owner, "items");
  for (const entry of snapshot.roster) add(entry.role, null);
  add("contributor", null);
  return roles.map(({ role, asks }) => {
    const entries = snapshot.roster
      .filter((entry) => sameRole(entry.role, role))
      .toSorted((a, b) => Number(a.deputy) - Number(b.deputy));
    const of = (gone: boolean) =>
      entries.flatMap(({ personId, idle }) => (gone === (idle ?? false) ? (snapshot.people[personId] ?? []) : []));
    return { role, asks, emails: of(false).map(({ email }) => email), left: of(true).map(({ name }) => name) };
  });
}
