import { sameRole } from "@/lib/domain/roster";
import type { RunSnapshot } from "@/lib/domain/run";
import { indexDocument } from "@/lib/domain/template-tree";

/** Roles with the addresses of who fills them: the first does, the others are deputies. */
export type RosterDraft = readonly { role: string; emails: readonly string[]; asks: "sign-off" | "items" | null }[];

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
  return roles.map(({ role, asks }) => ({
    role,
    asks,
    emails: snapshot.roster
      .filter((entry) => sameRole(entry.role, role))
      .toSorted((a, b) => Number(a.deputy) - Number(b.deputy))
      .flatMap((entry) => snapshot.people[entry.personId]?.email ?? []),
  }));
}
