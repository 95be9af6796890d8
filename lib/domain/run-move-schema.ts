import { z } from "zod";
import { verdicts } from "./assessment";
import { itemStates } from "./item-state";
import { gateStatuses } from "./run";
import { nodeKeySchema } from "./template-node";

const versionSchema = z.object({ number: z.int(), title: z.string() });

/** One item a move touches. `state` is what it has now, null where it never stood; `reset` starts it open again. */
export const movedItemSchema = z.object({
  key: nodeKeySchema,
  kind: z.enum(["added", "dropped", "reset", "kept", "changed"]),
  title: z.string(),
  /** Titles of the phase and sections above it. */
  path: z.array(z.string()),
  severity: z.string(),
  state: z.enum(itemStates).nullable(),
  /** Why what was done doesn't stand for it, as the end of a sentence. */
  why: z.string().nullable(),
  fields: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
  evidence: z.int(),
  comments: z.int(),
});
export type MovedItem = z.infer<typeof movedItemSchema>;

/** What moving a run to a newer version of its template would do, or did. */
export const runMoveSchema = z.object({
  from: versionSchema,
  to: versionSchema,
  /** Number of the run's last entry this was computed from. */
  seq: z.int(),
  items: z.array(movedItemSchema),
  /** Waivers that end, as they were given for what the item asked before. */
  waivers: z.array(z.object({ id: z.string(), item: nodeKeySchema, title: z.string(), reason: z.string() })),
  /** Signatures that count now and won't any more. */
  signatures: z.array(
    z.object({
      id: z.string(),
      gate: nodeKeySchema,
      gateTitle: z.string(),
      name: z.string(),
      role: z.string(),
      changed: z.array(z.object({ key: z.string(), title: z.string(), why: z.string() })),
    }),
  ),
  /** Gates of either version; null where it isn't one. */
  gates: z.array(
    z.object({
      key: nodeKeySchema,
      title: z.string(),
      status: z.enum(gateStatuses),
      before: z.enum(verdicts).nullable(),
      after: z.enum(verdicts).nullable(),
    }),
  ),
  /** Choices whose option is gone: they are taken again. */
  choices: z.array(z.object({ key: nodeKeySchema, title: z.string() })),
  /** Variables the newer version asks for that nothing answers yet. */
  asks: z.array(z.object({ key: z.string(), label: z.string() })),
});
export type RunMoveView = z.infer<typeof runMoveSchema>;
