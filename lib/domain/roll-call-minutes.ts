import { count, list, plainText } from "./plain-text";
import { type RollCallAct, type RollCallLine, rollCallLines, saidMore } from "./roll-call";
import type { RunSnapshot } from "./run";
import type { RollCallAnswer, RollCallRow } from "./signing-rows";
import { indexDocument } from "./template-tree";

export const answerWords: Record<RollCallAnswer, string> = { go: "GO", go_if: "GO IF", no_go: "NO-GO" };

/** `14:30:05`, UTC. */
export function utcClock(at: string): string {
  return at.slice(11, 19);
}

/** `GO by Ana 14:30:05, taken back 14:31:00; NO-GO by Ana 14:32:10`. */
export function saidText(said: readonly RollCallAct[]): string {
  return said
    .map(({ answer, by, at, withdrawnAt }) => {
      const back = withdrawnAt ? `, taken back ${utcClock(withdrawnAt)}` : "";
      return `${answerWords[answer]} by ${by} ${utcClock(at)}${back}`;
    })
    .join("; ");
}

/** What one station answered in the end, and before that whatever else was said. */
export function answerText(line: RollCallLine): string {
  return `${endText(line)}${saidMore(line) ? `. Said in order: ${saidText(line.said)}` : ""}`;
}

function endText({ state, answer, by, answeredAt, late }: RollCallLine): string {
  if (state === "stood") return `${answer ? answerWords[answer] : ""}, given before`;
  if (!answer || !answeredAt) return state === "next" ? "not asked" : "no answer";
  return `${answerWords[answer]} by ${list(by)}, ${utcClock(answeredAt)}${late ? ", late" : ""}`;
}

/** The minutes of a roll call as Markdown: who was asked when, answered what, when. */
export function rollCallMinutes(snapshot: RunSnapshot, row: RollCallRow, now: string): string {
  const { run, people } = snapshot;
  const gate = indexDocument(snapshot.document).gateByKey.get(row.gateKey)?.gate.title ?? row.gateKey;
  const name = (id: string | null) => people[id ?? ""]?.name ?? "Somebody who left";
  const lines = rollCallLines(row, snapshot, Date.parse(now));
  const closed = row.closedAt ? `, closed ${utcClock(row.closedAt)} by ${name(row.closedById)}` : ", still open";
  return [
    `# Roll call: ${cell(plainText(gate))}`,
    "",
    `${cell(run.name)}, ${cell(run.environment)}. Opened ${row.openedAt.slice(0, 10)} ${utcClock(row.openedAt)} UTC by ${cell(name(row.openedById))}${cell(closed)}. ${count(row.secondsEach / 60, "minute")} a station. All times UTC.`,
    "",
    "| Station | Asked | When | Answer |",
    "|---|---|---|---|",
    ...lines.map((line) => {
      const nudged = line.nudgedAt.length > 0 ? `; asked again ${line.nudgedAt.map(utcClock).join(", ")}` : "";
      const asked = line.asked.length > 0 ? list(line.asked, "or") : "nobody";
      const when = line.askedAt ? utcClock(line.askedAt) : "";
      return `| ${[plainText(line.title), asked, `${when}${nudged}`, answerText(line)].map(cell).join(" | ")} |`;
    }),
    "",
  ].join("\n");
}

/** Names and titles can't end a cell, start a line or a link of their own. */
function cell(text: string): string {
  return text.replace(/[\\|`*_[\]<>#]/g, (character) => `\\${character}`).replace(/\s+/g, " ");
}
