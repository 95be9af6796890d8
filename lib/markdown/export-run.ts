import type { Content, Item, TemplateDocument } from "@/lib/domain/template";
import { exportDocument } from "./export";
import type { Mark } from "./export-nodes";
import { underivedKeys } from "./keys";

type State = "open" | "in_progress" | "passed" | "warned" | "failed" | "not_applicable";

/** A run as the writer needs it; times are ISO strings in UTC, `score` is out of 100. */
export type RunToExport = {
  document: TemplateDocument;
  /** By item key; a parent without an entry follows its sub-items. */
  states: Record<
    string,
    { state: State; reason?: string | null | undefined; blocked?: { reason: string; link?: string | null } | null }
  >;
  summary: {
    verdict: "go" | "go_with_conditions" | "override" | "no_go";
    score: number;
    required?: number | undefined;
    reasons: string[];
    nextAction?: string | null | undefined;
    forecast?: string | null | undefined;
    asOf: string;
    /** What nobody may overlook, by the word it goes by: a rehearsal, an override. */
    marks?: readonly { word: string; text: string }[] | undefined;
  };
  signatures: {
    signoff: string;
    name: string;
    role?: string | undefined;
    decision: "approve" | "approve_with_conditions" | "reject";
    at: string;
    stale?: boolean | undefined;
  }[];
  /** Keys of sign-offs that somebody still has to sign: too few signatures, or one against. */
  unsigned?: string[] | undefined;
};

const verdicts = { go: "GO", go_with_conditions: "GO WITH CONDITIONS", override: "OVERRIDE, NOT GO", no_go: "NO" };
const decisions = { approve: "Approved", approve_with_conditions: "Approved with conditions", reject: "Rejected" };
const words: Record<State, string | undefined> = {
  open: undefined,
  in_progress: "In progress",
  passed: undefined,
  warned: "Warned",
  failed: "Failed",
  not_applicable: "Not applicable",
};

/** The run's document with its boxes ticked, who signed, and on top whether we can deploy, why not, when, and what is next. */
export function exportRun(run: RunToExport): string {
  const { document } = run;
  const marks = {
    written: underivedKeys(document),
    item: (item: Item) => markOf(item, run),
    signoff: ({ key }: { key: string }) => signatureOf(key, run),
  };
  return exportDocument(document, marks, statusRows(run.summary).join("\n"));
}

function markOf(item: Item, run: RunToExport): Mark {
  const own = run.states[item.key];
  if (!own)
    return {
      ticked: subItems(item.content).length > 0 && subItems(item.content).every((each) => markOf(each, run).ticked),
    };
  const word = words[own.state];
  const said = [
    word && (own.reason ? `${word}: ${plain(own.reason)}` : word),
    own.blocked ? `Blocked: ${blockedWords(own.blocked)}` : undefined,
  ];
  const line = said.filter((each) => each !== undefined).join(". ");
  const ticked = own.state === "passed" || own.state === "warned" || own.state === "not_applicable";
  return { ticked, line: line === "" ? undefined : line };
}

function subItems(content: Content[]): Item[] {
  return content.flatMap((each) =>
    each.kind === "item" ? [each] : each.kind === "section" ? subItems(each.content) : [],
  );
}

function signatureOf(key: string, run: RunToExport): Mark {
  const given = run.signatures.filter((signature) => signature.signoff === key);
  const line = given.map(
    ({ name, role, decision, at, stale }) =>
      `${decisions[decision]} by ${plain(name)}${role ? `, ${plain(role)}` : ""}, ${utc(at)}${stale ? ", stale" : ""}`,
  );
  const ticked =
    given.some(({ decision, stale }) => decision !== "reject" && !stale) && !(run.unsigned?.includes(key) ?? false);
  return { ticked, line: line.length === 0 ? undefined : line.join("; ") };
}

/** The four answers as a quote, one row each. */
export function statusRows({
  verdict,
  score,
  required,
  reasons,
  nextAction,
  forecast,
  asOf,
  marks = [],
}: RunToExport["summary"]): string[] {
  const needed = required !== undefined && required < 100 ? `, ${required} required` : "";
  const shown = `${Math.floor(score * 10) / 10} of 100${needed}`;
  const rows = marks.map(({ word, text }) => `**${word}**: ${plain(text)}`);
  rows.push(`**CAN WE DEPLOY?** ${verdicts[verdict]} (score ${shown}, as of ${utc(asOf)})`);
  if (reasons.length > 0)
    rows.push(
      `**${verdict === "no_go" ? "WHY NOT?" : verdict === "override" ? "WHY NOT GO?" : "WITH WHAT CONDITIONS?"}**`,
      reasons.map((reason) => `- ${plain(reason)}`).join("\n"),
    );
  if (forecast) rows.push(`**WHEN CAN WE DEPLOY?** ${plain(forecast)}`);
  if (nextAction) rows.push(`**NEXT ACTION:** ${plain(nextAction)}`);
  return rows
    .join("\n\n")
    .split("\n")
    .map((row) => (row === "" ? ">" : `> ${row}`));
}

/** Why it is blocked, and where that is followed up. */
export function blockedWords({ reason, link }: { reason: string; link?: string | null }): string {
  return link ? `${plain(reason)} <${link.replace(/[<>|\s]/g, encodeURIComponent)}>` : plain(reason);
}

/** People's words on one line, their Markdown shown and not read. */
export function plain(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[\\`*_{}[\]<>|~#]/g, "\\$&");
}

function utc(iso: string): string {
  return `${iso.slice(0, 16).replace("T", " ")} UTC`;
}
