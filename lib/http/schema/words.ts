import { z } from "zod";
import { nodeKeySchema } from "@/lib/domain/template-node";

/** Free text people write as a reason or comment. */
export const words = z.string().max(4000);

/** A reason the rules ask for: left out it is refused as `reason_required`, which says what to write. */
export const reasonBody = z.strictObject({ reason: words.default("") });

/** A node of a run's document: gate, sign-off, choice, trigger. */
export const nodeParams = z.strictObject({ runId: z.uuid(), key: nodeKeySchema });

/** A row of a run that has an id of its own. */
export const rowParams = z.strictObject({ runId: z.uuid(), id: z.uuid() });
