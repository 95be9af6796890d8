"use client";

import { cn } from "@/components/ui/class-name";
import { RelativeTime } from "@/components/ui/time";
import type { RankedRole } from "@/lib/domain/dashboard-roles";
import { count, duration, list } from "@/lib/domain/plain-text";

const shown = 10;

/** Roles and teams by what they hold up across all open runs, work without a role first. */
export function RoleList({ roles }: { roles: readonly RankedRole[] }) {
  const most = Math.max(1, ...roles.map(({ weightMinutes }) => weightMinutes));
  if (roles.length === 0) return <p className="py-3 text-ink-2 text-sm">None. No open run waits for anybody.</p>;
  return (
    <>
      <ol aria-label="By role or team" className="divide-y">
        {roles.slice(0, shown).map((role) => (
          <li key={role.role ?? ""} className="py-3 text-sm">
            <p className="flex items-baseline gap-3">
              <b className="wrap-anywhere min-w-0 flex-1 font-strong">{role.role ?? "No role"}</b>
              <span className="font-strong tabular-nums">{duration(role.weightMinutes)}</span>
            </p>
            <p className="text-ink-2">{holds(role)}</p>
            <p className="wrap-anywhere text-ink-3 text-xs">
              {role.people.length > 0 ? names(role.people) : "Nobody fills it"}, since <RelativeTime at={role.since} />
            </p>
            <div aria-hidden className="mt-2 h-1.5">
              <div
                className={cn("h-full min-w-1 rounded-full", role.items > 0 ? "bg-no" : "bg-hold")}
                style={{ width: `${(100 * role.weightMinutes) / most}%` }}
              />
            </div>
          </li>
        ))}
      </ol>
      {roles.length > shown ? (
        <p className="border-t pt-3 text-ink-3 text-sm">and {count(roles.length - shown, "other")} with less</p>
      ) : null}
    </>
  );
}

function holds({ items, signoffs, runCount }: RankedRole): string {
  const parts = [
    ...(items > 0 ? [count(items, "item")] : []),
    ...(signoffs > 0 ? [`${count(signoffs, "signature")} ready to be given`] : []),
  ];
  return `${list(parts) || "A decision"} in ${count(runCount, "run")}`;
}

function names(people: readonly string[]): string {
  const first = people.slice(0, 3);
  const rest = people.length - first.length;
  return list(rest > 0 ? [...first, count(rest, "other")] : first);
}
