import type { Blocker, BlockerItem } from "./assessment";
import { partyName, roleId } from "./roster";
import type { DocumentIndex } from "./template-tree";

/** The same blockers by the role or team that the checklist names: who in it holds what. */
export type RoleGroup = { role: string | null; people: string[]; items: BlockerItem[]; minutes: number; since: string };

/** Work without a role first, then the most minutes of own work. Signatures and decisions stay with their people. */
export function blockersByRole(index: DocumentIndex, blockers: readonly Blocker[]): RoleGroup[] {
  const groups = new Map<string, RoleGroup>();
  for (const { who, items } of blockers) {
    for (const item of items) {
      const role = index.items.get(item.key)?.owner ?? (who.kind === "nobody" ? null : (who.role ?? null));
      const id = role === null ? "" : roleId(role);
      const group = groups.get(id) ?? { role, people: [], items: [], minutes: 0, since: item.since };
      groups.set(id, group);
      if (!group.people.includes(partyName(who))) group.people.push(partyName(who));
      group.items.push(item);
      group.minutes += item.minutes;
      if (item.since < group.since) group.since = item.since;
    }
  }
  return [...groups.values()].sort(
    (a, b) => Number(b.role === null) - Number(a.role === null) || b.minutes - a.minutes,
  );
}
