import { count, list } from "@/lib/domain/plain-text";
import { roleId } from "@/lib/domain/roster";
import type { TemplateDocument } from "@/lib/domain/template";
import { indexDocument } from "@/lib/domain/template-tree";

/** A role somebody has to fill in a run of the template; `holds` says what for, in words. */
export type TemplateRole = { role: string; holds: string };

type Tally = { role: string; signoffs: number; items: number; choices: number };

/** Every role the template names, as it spells it first: those who sign, then those who own, by how much. */
export function templateRoles(document: TemplateDocument): TemplateRole[] {
  const tallies = new Map<string, Tally>();
  const tally = (role: string): Tally => {
    const found = tallies.get(roleId(role)) ?? { role, signoffs: 0, items: 0, choices: 0 };
    tallies.set(roleId(role), found);
    return found;
  };
  const index = indexDocument(document);
  for (const { signoff } of index.signoffs) for (const role of signoff.roles) tally(role).signoffs += 1;
  for (const { owner } of index.leaves) if (owner) tally(owner).items += 1;
  for (const { choice } of index.choices) if (choice.decider) tally(choice.decider).choices += 1;
  return [...tallies.values()]
    .sort((a, b) => b.signoffs - a.signoffs || b.items - a.items || b.choices - a.choices)
    .map(({ role, signoffs, items, choices }) => ({
      role,
      holds: list([
        ...(signoffs > 0 ? [`gives ${count(signoffs, "sign-off")}`] : []),
        ...(items > 0 ? [`owns ${count(items, "item")}`] : []),
        ...(choices > 0 ? [`decides ${count(choices, "choice")}`] : []),
      ]),
    }));
}
