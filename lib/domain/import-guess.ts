/** Why the import took something for what it made of it, where Markdown itself doesn't say so. */
const reasons = {
  stage_title: "what it is for, read from its title",
  stage_between: "during the deployment: it stands between two parts of it",
  stage_readiness: "prepared before deploying: its items speak of what is ready",
  severity_title: "severity read from its title",
  severity_words: "severity read from its words",
  stated_title: "how sure the text is, read from its title",
  severity_sign: "severity read from its coloured sign",
  optional_words: "optional by its words",
  estimate_words: "how long it takes, read from its words",
  owner_words: "owner read from its words",
  owner_contact: "owner: the contact for it",
  owner_duty: "owner: responsible for it by a table of duties",
  timeline_row: "estimate and order read from the row of the timeline that names it",
  due_words: "when it is due, read from its words",
  about_title: "not steps to take, by its title",
  checklist_named: "stands for another checklist, which it names",
  hold_words: "holds because its words name that time",
  recurs_words: "comes back because it says so",
  recurs_above: "comes back because the part above says so",
  expectation_words: "a value to measure, read from its words",
  item_must_fix: "taken as an item: the text says that it must be fixed",
  item_going_back: "taken as an item: a step of going back",
  item_step: "taken as an item: a numbered step of deploying or of what comes after",
  item_scheduled: "taken as an item: a row of a schedule with its time",
  item_part: "taken as an item: the text has no entries, only parts with commands",
  item_command: "taken as a step of going back: commands in a part about it",
  item_boxless: "taken as an item: no entry of the text has a box",
  item_drawn: "taken as an item: the text draws its boxes so",
  item_status: "taken as an item: a task with its status",
  item_owned: "taken as an item: a task with its owner",
  item_walked: "taken as an item: a step with its command and what to expect",
  heading_bold: "taken as a heading: a bold line over tasks",
  heading_label: "taken as a heading: a label right above a list of tasks",
  heading_entry: "taken as a heading: an entry over tasks",
  gate_signatures: "a decision, because signatures are asked for here",
  gate_moved: "a decision that signatures ask for, moved to the end of what it is about",
  gate_stage: "a decision: preparing ends and deploying begins here",
  gate_declared: "a decision: going live is declared here",
  gate_end: "a decision at the end: none other covers what stands above",
  gate_asks: "what it decides, read from its words and its place",
  required_stated: "required score as the text states it",
  trigger_heading: "a rollback trigger by the heading it stands under",
  trigger_named: "a rollback trigger by its name",
  trigger_tier: "what it calls for, read from the words",
  choice_options: "a choice, because options stand side by side",
  option_recommended: "recommended by its words",
  choice_items: "leaves the score when another option is taken: it stands below this one",
  choice_either: "either this or the step before it",
  choice_comments: "a choice, because comments between the commands offer ways",
  contact_place: "a contact by the list or table it stands in",
  announcement_place: "a message to send, by the words above it",
  criterion_heading: "what is judged by, because of the words above it",
  criterion_below: "taken as what the item is judged by: plain entries below it",
  criterion_comment: "what is expected, by a comment between the commands",
  code_language: "what it is for, by its language or first words",
  blank_room: "to be filled in, because room is left for it",
  blank_variable: "a value to capture: later commands use it",
  fact_name: "what it says, by its name",
  reference_heading: "something to read, by the words above it",
} as const;

export type GuessReason = keyof typeof reasons;
export const guessReasons = Object.keys(reasons) as [GuessReason, ...GuessReason[]];

/** One guess: the node by its key, or by its kind and lines where it has none. `said` = the words it was read from. */
export type ImportGuess = {
  reason: GuessReason;
  kind: string;
  key?: string | undefined;
  lines: [number, number];
  said?: string | undefined;
};

export function guessWords({ reason, said }: Pick<ImportGuess, "reason" | "said">): string {
  return said === undefined ? reasons[reason] : `${reasons[reason]}: ${said}`;
}

type Attribute =
  | "severity"
  | "optional"
  | "owner"
  | "estimate"
  | "needs"
  | "due"
  | "about"
  | "checklist"
  | "stated"
  | "means";
export type Without =
  `without ${Attribute | "hold" | "recurs" | "expectation" | "required" | "asks" | "recommended" | "items"}`;

/** What takes a guess back when it only gave something an attribute. Anything else is undone by making it something else. */
export const undoingGuess: Partial<Record<GuessReason, readonly Without[]>> = {
  severity_title: ["without severity"],
  severity_words: ["without severity"],
  severity_sign: ["without severity"],
  optional_words: ["without optional"],
  estimate_words: ["without estimate"],
  owner_words: ["without owner"],
  owner_contact: ["without owner"],
  owner_duty: ["without owner"],
  timeline_row: ["without estimate", "without needs"],
  due_words: ["without due"],
  about_title: ["without about"],
  checklist_named: ["without checklist"],
  hold_words: ["without hold"],
  recurs_words: ["without recurs"],
  recurs_above: ["without recurs"],
  expectation_words: ["without expectation"],
  required_stated: ["without required"],
  gate_asks: ["without asks"],
  stated_title: ["without stated"],
  option_recommended: ["without recommended"],
  choice_items: ["without items"],
  fact_name: ["without means"],
};
