import { Counter, collectDefaultMetrics, Gauge, Histogram, register } from "prom-client";
import { readAlarm } from "@/lib/data/audit-alarm.read";
import { readBackupState } from "@/lib/data/backup.read";
import { readCopyFaults } from "@/lib/data/copy-fault.read";
import { database } from "@/lib/data/database";
import { readGuardFaults } from "@/lib/data/guard.read";
import { countJobs } from "@/lib/data/job.read";
import { countOverrides } from "@/lib/data/override.read";
import { hub } from "@/lib/realtime/hub";
import type { Operation } from "./operation";

type Metrics = { requests: Counter; durations: Histogram; ticks: Counter };

const shared = globalThis as typeof globalThis & { gonogoMetrics?: Metrics };

/** One set for the process, whichever bundle asks first. */
function metrics(): Metrics {
  shared.gonogoMetrics ??= create();
  return shared.gonogoMetrics;
}

function create(): Metrics {
  collectDefaultMetrics();
  new Gauge({
    name: "gonogo_event_streams",
    help: "Event streams open now.",
    collect() {
      this.set(hub().streams);
    },
  });
  new Gauge({
    name: "gonogo_audit_faults",
    help: "Faults found in the history or what protects it; anything but 0 is an alarm, -1 that it can't be told.",
    async collect() {
      this.set(await countFaults());
    },
  });
  new Gauge({
    name: "gonogo_checkpoint_copies_failing",
    help: "Places that lack checkpoints as they couldn't be reached; -1 when it can't be told.",
    async collect() {
      this.set((await readCopyFaults(database()).catch(() => null))?.length ?? -1);
    },
  });
  new Gauge({
    name: "gonogo_backup_age_seconds",
    help: "Time since the last backup; -1 when there was none or it can't be told.",
    async collect() {
      const state = await readBackupState(database(), new Date(), 0).catch(() => null);
      this.set(state?.ageSeconds ?? -1);
    },
  });
  new Gauge({
    name: "gonogo_jobs",
    help: "Background work: late by more than a minute, and given up in the last day; -1 when it can't be told.",
    labelNames: ["state"],
    async collect() {
      const { late, failed } = await countJobs(database(), new Date()).catch(() => ({ late: -1, failed: -1 }));
      this.set({ state: "late" }, late);
      this.set({ state: "failed" }, failed);
    },
  });
  new Gauge({
    name: "gonogo_gate_overrides",
    help: "Overrides of gates: in force, and ended or in force without a review; -1 when it can't be told.",
    labelNames: ["state"],
    async collect() {
      const { inForce, unreviewed } = await countOverrides(database(), new Date()).catch(() => unknown);
      this.set({ state: "in_force" }, inForce);
      this.set({ state: "unreviewed" }, unreviewed);
    },
  });
  return {
    requests: new Counter({
      name: "gonogo_requests_total",
      help: "Requests answered, by operation and status.",
      labelNames: ["operation", "status"],
    }),
    durations: new Histogram({
      name: "gonogo_request_duration_seconds",
      help: "Time from the request to the answer's head, by operation.",
      labelNames: ["operation"],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    }),
    ticks: new Counter({ name: "gonogo_ticks_total", help: "Changes of items that were accepted." }),
  };
}

const unknown = { inForce: -1, unreviewed: -1 };

async function countFaults(): Promise<number> {
  try {
    const [alarm, guards] = await Promise.all([readAlarm(database()), readGuardFaults(database())]);
    return alarm.faults.length + guards.length;
  } catch {
    return -1;
  }
}

/** Counts one answered request; `seconds` from its arrival to the head of its answer. */
export function countRequest({ id }: Pick<Operation, "id">, status: number, seconds: number): void {
  const { requests, durations, ticks } = metrics();
  requests.inc({ operation: id, status: String(status) });
  durations.observe({ operation: id }, seconds);
  if (id === "changeItem" && status < 300) ticks.inc();
}

/** Everything counted so far, as Prometheus reads it. */
export async function metricsText(): Promise<{ type: string; text: string }> {
  metrics();
  return { type: register.contentType, text: await register.metrics() };
}
