import { z } from "zod";
import { itemStateSchema } from "./item-state";
import { lives } from "./run-life";
import type { RunState } from "./run-state";
import { type Step, sequenceOf } from "./steps";
import { stageSchema } from "./template";
import { expectationSchema } from "./template-leaves";

const stepViewSchema = z.strictObject({
  key: z.string(),
  title: z.string(),
  /** Titles of the phase and sections it stands in. */
  path: z.array(z.string()),
  state: itemStateSchema,
  status: z.enum(["done", "held", "running", "current", "later"]),
  version: z.int(),
  startedAt: z.string().nullable(),
  hold: z
    .strictObject({ minutes: z.number(), traffic: z.number().optional(), endsAt: z.string().nullable() })
    .nullable(),
  expectation: expectationSchema.nullable(),
  commands: z.array(z.string()),
});

/** The answer of `GET /runs/:id/steps`: what is done one after the other, by the server's clock. */
export const stepsViewSchema = z.strictObject({
  life: z.enum(lives),
  of: stageSchema,
  /** The server's time: a screen counts down by its difference to its own. */
  now: z.string(),
  timeScale: z.int(),
  attempt: z.int(),
  /** Share of traffic in per cent; null when no step names one. */
  traffic: z.number().nullable(),
  current: z.string().nullable(),
  next: z.string().nullable(),
  /** Key of the choice that has to be taken before the current step. */
  choice: z.string().nullable(),
  steps: z.array(stepViewSchema),
});
export type StepsView = z.infer<typeof stepsViewSchema>;

export function stepsView(state: RunState): StepsView {
  const { life, of, steps, current, next, choice, traffic } = sequenceOf(state);
  const { timeScale, attempt } = state.snapshot.run;
  return {
    life,
    of,
    now: state.now,
    timeScale,
    attempt,
    traffic,
    current: current?.standing.leaf.key ?? null,
    next: next?.standing.leaf.key ?? null,
    choice: choice?.key ?? null,
    steps: steps.map(stepView),
  };
}

function stepView({ standing, status, holdEndsAt }: Step): StepsView["steps"][number] {
  const { leaf, row, state } = standing;
  const { hold, expectation, content } = leaf.item;
  return {
    key: leaf.key,
    title: leaf.title,
    path: [...leaf.path],
    state,
    status,
    version: row?.version ?? 1,
    startedAt: state === "in_progress" ? (row?.changedAt ?? null) : null,
    hold: hold
      ? { minutes: hold.minutes, ...(hold.traffic === undefined ? {} : { traffic: hold.traffic }), endsAt: holdEndsAt }
      : null,
    expectation: expectation ?? null,
    commands: content.flatMap((part) => (part.kind === "code" && part.use === "command" ? [part.text] : [])),
  };
}
