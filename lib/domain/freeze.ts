import { plainText } from "./plain-text";
import type { GatePlace } from "./template-tree";

/** A time in which nothing is deployed to its environments; none named = to any. `endsAt` is when it is over. */
export type FreezeWindow = { id: string; startsAt: string; endsAt: string; reason: string; environments: string[] };

type Times = Pick<FreezeWindow, "startsAt" | "endsAt">;

/** Environments are compared as people write them: `Production` is `production`. */
export function concerns({ environments }: Pick<FreezeWindow, "environments">, environment: string): boolean {
  const name = environment.trim().toLowerCase();
  return environments.length === 0 || environments.some((each) => each.trim().toLowerCase() === name);
}

/** The windows in force for an environment, the one that ends last first. */
export function freezesAt(windows: readonly FreezeWindow[], environment: string, nowMs: number): FreezeWindow[] {
  return windows
    .filter((window) => concerns(window, environment) && holds(window, nowMs))
    .sort((a, b) => Date.parse(b.endsAt) - Date.parse(a.endsAt));
}

/** The first moment from `atMs` on that lies in none of the windows, which are those of one environment. */
export function thawAfter(windows: readonly Times[], atMs: number): number {
  let free = atMs;
  for (;;) {
    const end = windows.reduce(
      (last, window) => (holds(window, free) ? Math.max(last, Date.parse(window.endsAt)) : last),
      free,
    );
    if (end === free) return free;
    free = end;
  }
}

function holds({ startsAt, endsAt }: Times, atMs: number): boolean {
  return Date.parse(startsAt) <= atMs && atMs < Date.parse(endsAt);
}

/** `Frozen until 2 Jan 2027, 08:00 UTC: year-end closing`. */
export function freezeText({ endsAt, reason }: Pick<FreezeWindow, "endsAt" | "reason">): string {
  return `Frozen until ${utcMinute(endsAt)}: ${plainText(reason)}`;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function utcMinute(iso: string): string {
  const at = new Date(iso);
  const clock = at.toISOString().slice(11, 16);
  return `${at.getUTCDate()} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()}, ${clock} UTC`;
}

/** Does GO at this gate let a deployment begin? One that only says it is live does where no gate before it asked. */
export function opensDeployment(gates: readonly GatePlace[], { gate, order }: GatePlace): boolean {
  if (gate.asks === "deploy" || gate.asks === "approve") return true;
  const asked = gates.slice(0, order).some(({ gate: { asks } }) => asks === "deploy" || asks === "approve");
  return gate.asks === "live" && !asked;
}
