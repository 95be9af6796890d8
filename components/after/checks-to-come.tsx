import { Card, CardHeader } from "@/components/ui/card";
import { duration } from "@/lib/domain/plain-text";
import type { RecurringCheck } from "@/lib/domain/recurring-checks";

/** Before going live: what will come back, how often and for how long. */
export function ChecksToCome({ checks }: { checks: readonly RecurringCheck[] }) {
  if (checks.length === 0) return null;
  const parts = Map.groupBy(checks, ({ standing, recurs }) => `${standing.leaf.path.at(-1)} ${recurs.everyMinutes}`);
  return (
    <Card flush aria-label="Checks to come">
      <CardHeader title="Checks to come" meta="They begin when the run is live." />
      <ul className="divide-y">
        {[...parts].map(([id, of]) => {
          const [first] = of;
          if (!first) return null;
          const { standing, recurs } = first;
          return (
            <li key={id} className="px-4 py-2.5 text-sm">
              <p className="flex flex-wrap items-baseline gap-x-3">
                <span className="wrap-anywhere min-w-0 flex-1 font-strong">{standing.leaf.path.at(-1)}</span>
                <span className="text-ink-2">
                  every {duration(recurs.everyMinutes)}
                  {endWords(first)}
                </span>
              </p>
              <p className="wrap-anywhere text-ink-2">{of.map(({ standing: each }) => each.leaf.title).join(", ")}</p>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

function endWords({ recurs, standing }: RecurringCheck): string {
  if (recurs.forMinutes !== undefined) return ` for ${duration(recurs.forMinutes)}`;
  if (recurs.until !== undefined) return ` until ${recurs.until}`;
  return standing.leaf.due ? `, up to ${standing.leaf.due}` : "";
}
