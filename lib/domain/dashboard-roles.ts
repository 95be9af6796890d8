import { z } from "zod";
import type { RunSummary } from "./dashboard";
import { partyId, partyName, roleId } from "./roster";

export const rankedRoleSchema = z.strictObject({
  /** Null: of people without a role, and of nobody. */
  role: z.string().nullable(),
  /** Who in it holds something, the heaviest first; empty while nobody fills it. */
  people: z.array(z.string()),
  items: z.int(),
  signoffs: z.int(),
  weightMinutes: z.int(),
  since: z.string(),
  runCount: z.int(),
});
export type RankedRole = z.infer<typeof rankedRoleSchema>;

type Summarised = Pick<RunSummary, "id" | "waitsFor" | "closedAt">;
type Wait = RunSummary["waitsFor"][number] & { run: string };

/** The same across runs by the role or team that holds it; work without one first, then the most minutes held up. */
export function rankRoles(summaries: readonly Summarised[]): RankedRole[] {
  const waits = summaries
    .filter(({ closedAt }) => closedAt === null)
    .flatMap(({ id, waitsFor }) => waitsFor.map((wait): Wait => ({ ...wait, run: id })));
  const groups = Map.groupBy(waits, ({ who }) => {
    const role = roleOf(who);
    return role === null ? "" : roleId(role);
  });
  return [...groups.values()]
    .map(rank)
    .sort((a, b) => Number(b.role === null) - Number(a.role === null) || b.weightMinutes - a.weightMinutes);
}

function roleOf(who: Wait["who"]): string | null {
  if (who.kind === "nobody") return null;
  return who.role ?? null;
}

function rank(waits: Wait[]): RankedRole {
  const people = new Map<string, { name: string; minutes: number }>();
  for (const { who, weightMinutes } of waits) {
    if (who.kind !== "person") continue;
    const before = people.get(partyId(who))?.minutes ?? 0;
    people.set(partyId(who), { name: partyName(who), minutes: before + weightMinutes });
  }
  const sum = (name: "items" | "signoffs" | "weightMinutes") => waits.reduce((all, wait) => all + wait[name], 0);
  const [first] = waits;
  return {
    role: first ? roleOf(first.who) : null,
    people: [...people.values()].sort((a, b) => b.minutes - a.minutes).map(({ name }) => name),
    items: sum("items"),
    signoffs: sum("signoffs"),
    weightMinutes: sum("weightMinutes"),
    since: waits.map(({ since }) => since).sort()[0] ?? "",
    runCount: new Set(waits.map(({ run }) => run)).size,
  };
}
