import { askServerTime, noteServerTime, serverNow } from "@/components/client/server-clock";
import { holdEndsAt } from "@/lib/domain/hold";
import { nextTurnMoment } from "@/lib/domain/recurring-checks";
import type { RunState } from "@/lib/domain/run-state";
import { firedTriggers } from "@/lib/domain/trigger-state";
import { rowsOf } from "./run-derived";
import type { RunStore } from "./run-store";

/** Moves the store's `now` by the server's time: each quarter of a minute, and to the moment a hold or reaction time ends. */
export function followClock(store: RunStore): () => void {
  let due: ReturnType<typeof setTimeout> | undefined;
  let awaited: number | null = null;
  const visible = () => document.visibilityState === "visible";
  const tick = () => {
    if (visible()) store.set({ now: serverNow() });
  };
  const awaitNext = () => {
    const moment = nextMoment(rowsOf(store).reading);
    if (moment === awaited) return;
    awaited = moment;
    clearTimeout(due);
    if (moment !== null) due = setTimeout(tick, Math.min(Math.max(moment - serverNow(), 0) + 20, 60_000));
  };
  const back = () => {
    if (visible()) void askServerTime(true).then(tick);
  };
  noteServerTime(store.getState().now);
  void askServerTime().then(tick);
  const stop = store.subscribe(awaitNext);
  awaitNext();
  const ticking = setInterval(tick, 15_000);
  const comparing = setInterval(() => visible() && void askServerTime(), 60_000);
  document.addEventListener("visibilitychange", back);
  return () => {
    stop();
    clearTimeout(due);
    clearInterval(ticking);
    clearInterval(comparing);
    document.removeEventListener("visibilitychange", back);
  };
}

/** When time alone next changes the run (ms): a hold is over, a trigger calls for rollback, a check is asked for. Null when nothing is due. */
function nextMoment(state: RunState): number | null {
  const { standings, index, snapshot, nowMs } = state;
  const { run, triggers } = snapshot;
  const holds = standings.map(({ leaf, row }) => holdEndsAt(leaf.item, row, run.timeScale) ?? 0);
  const calls = firedTriggers(index, triggers, run.timeScale).map(({ rollbackAt }) => rollbackAt);
  const due = [...holds, ...calls, nextTurnMoment(state) ?? 0].filter((at) => at > nowMs && Number.isFinite(at));
  return due.length === 0 ? null : Math.min(...due);
}
