import type { Context } from "@/lib/data/context";
import type { Database } from "@/lib/data/database";
import type { JobName, JobPayload } from "@/lib/domain/job";

export type JobContext = {
  db: Database;
  now: Date;
  /** True when there is no other attempt after this one. */
  last: boolean;
  /** The world as the system sees it in a workspace: what handlers call lib/data with. */
  asSystem: (workspaceId: string) => Context;
};

/** What a handler answers when it has another round. */
export type Again<Name extends JobName> = { againAt: Date; payload: JobPayload<Name> };

/** Does one kind of work. Safe to run twice: an instance may die between doing it and saying so. Throws to be tried again. */
export type JobHandler<Name extends JobName> = {
  attempts?: number;
  /** Comes back by itself: tried again every half minute for as long as it fails. */
  repeats?: true;
  // biome-ignore lint/suspicious/noConfusingVoidType: most handlers answer nothing at all.
  run: (ctx: JobContext, payload: JobPayload<Name>) => Promise<Again<Name> | void>;
};

export type JobHandlers = { [Name in JobName]: JobHandler<Name> };
