import type { Item, Phase, Section } from "@/lib/domain/template";
import type { Gate, Signoff } from "@/lib/domain/template-gate";
import type { Announcement, Choice, Contact, Trigger } from "@/lib/domain/template-leaves";
import { formatGroup } from "./attribute-group";
import { parseBlocks } from "./block-parser";
import { readDialectQuote } from "./dialect-nodes";
import { Draft, type Holder } from "./draft";
import { formatMinutes } from "./duration";
import { fence, isPlainRow } from "./export-note";
import { attributeValues, expectationValues, itemValues } from "./group-attributes";

/** What the writer needs to know of the whole: which keys must be written, and marks a run puts on nodes. */
export type Marks = {
  written: Set<object>;
  /** Overrides whether a box is ticked, and adds a line below it. */
  item?: (item: Item) => Mark;
  signoff?: (signoff: Signoff) => Mark;
};
export type Mark = { ticked: boolean; line?: string | undefined };

/** Text on one line. */
export function row(text: string): string {
  return text.includes("\n")
    ? text
        .split("\n")
        .map((line) => line.trim())
        .join(" ")
        .trim()
    : text;
}

const joined = (...parts: string[]) => parts.filter((part) => part !== "").join(" ");

/** The key to write, or undefined where it follows from the title; `force` where the group protects the title's end. */
function keyFor(marks: Marks, node: { key: string }, force = false): string | undefined {
  return force || marks.written.has(node) ? node.key : undefined;
}

export function renderHeading(part: Phase | Section, level: number, marks: Marks): string {
  const title = row(part.title);
  const group = formatGroup({
    flags: part.optional ? ["optional"] : [],
    values: [
      ["section", level > 6 ? String(level) : undefined],
      ["stage", part.stage],
      ["about", part.about],
      ...attributeValues(part),
    ],
    key: keyFor(marks, part, /[#}]$/.test(title)),
  });
  return level > 6 ? joined(`**${title}**`, group) : joined("#".repeat(level), title, group);
}

export function renderItem(item: Item, marks: Marks): string {
  const title = row(item.title);
  const mark = marks.item?.(item) ?? { ticked: item.checked === true };
  const group = formatGroup({
    flags: item.optional ? ["optional"] : [],
    values: [...attributeValues(item), ...itemValues(item)],
    key: keyFor(marks, item, title.endsWith("}") || title === ""),
  });
  const line = joined(`- [${mark.ticked ? "x" : " "}]`, title, group);
  return mark.line === undefined ? line : `${line}\n  - ${mark.line}`;
}

export function renderGate(gate: Gate, marks: Marks): string {
  const flags = ["gate"];
  const values: [string, string | undefined][] = [
    ["asks", gate.asks === "approve" ? undefined : gate.asks],
    ["required", gate.required === undefined ? undefined : String(gate.required)],
    ["covers", gate.covers?.join(",")],
    ["when", gate.when],
  ];
  const lines = [joined(`**${row(gate.title)}**`, formatGroup({ flags, values, key: keyFor(marks, gate) }))];
  if (gate.signoffs.length > 0) lines.push("", ...gate.signoffs.map((signoff) => renderSignoff(signoff, marks)));
  return quoted(lines.join("\n"));
}

function renderSignoff(signoff: Signoff, marks: Marks): string {
  const spelled = signoff.roles.every((role) => role !== "" && role === role.trim() && !role.includes("*"));
  const wording = row(signoff.wording);
  const roles = spelled ? signoff.roles.map((role) => `**${role}**`).join(" or ") : "";
  const mark = marks.signoff?.(signoff) ?? { ticked: false };
  const group = formatGroup({
    values: [
      ...(spelled ? [] : signoff.roles.map((role): [string, string] => ["role", role])),
      ["count", signoff.count === 1 ? undefined : String(signoff.count)],
      ["after", signoff.after?.join(",")],
      ["covers", signoff.covers?.join(",")],
      ["not", signoff.not?.join(",")],
      ["title", signoff.title === signoff.roles.join(" or ") ? undefined : signoff.title],
    ],
    key: keyFor(marks, signoff, wording.endsWith("}")),
  });
  const said = wording === "" ? roles : `${roles}: ${wording}`;
  const line = joined(`- [${mark.ticked ? "x" : " "}]`, said, group);
  return mark.line === undefined ? line : `${line}\n  - ${mark.line}`;
}

export function renderTrigger(trigger: Trigger, marks: Marks): string {
  const title = row(trigger.title);
  const plain = isPlainRow(title);
  const group = formatGroup({
    flags: ["trigger"],
    values: [
      ["title", plain ? undefined : trigger.title],
      ["tier", trigger.tier === "rollback" ? undefined : trigger.tier],
      ["reaction", trigger.reaction === undefined ? undefined : formatMinutes(trigger.reaction)],
      ["reacts", trigger.reactionText],
      ...expectationValues(trigger.expectation),
    ],
    key: keyFor(marks, trigger),
  });
  return joined("-", plain ? title : "", group);
}

export function renderContact(contact: Contact): string {
  const spelled =
    contact.name !== "" &&
    !/[*\n]/.test(contact.name) &&
    contact.channel.trim() === contact.channel &&
    !contact.channel.includes("\n");
  const group = formatGroup({
    flags: ["contact"],
    values: [
      ["topic", contact.topic],
      ["tier", contact.tier === undefined ? undefined : String(contact.tier)],
      ["name", spelled ? undefined : contact.name],
      ["value", spelled ? undefined : contact.channel],
    ],
  });
  return joined("-", spelled ? joined(`**${contact.name}**:`, contact.channel) : "", group);
}

export function renderAnnouncement(announcement: Announcement, marks: Marks): string {
  const values: [string, string | undefined][] = [
    ["moment", announcement.moment === "" ? undefined : announcement.moment],
    ["audience", announcement.audience],
    ["channel", announcement.channel],
    ["when", announcement.when],
  ];
  const group = formatGroup({ flags: ["announcement"], values, key: keyFor(marks, announcement) });
  return `**${row(announcement.title)}** ${group}\n${fence(announcement.text, "", "text")}`;
}

/** Options with what they say below them; text that Markdown would read otherwise goes into the group. */
export function renderChoice(choice: Choice, marks: Marks): string {
  const open = choiceText(choice, marks, false);
  const parsed = parseBlocks(open.split("\n"));
  const node: Holder["node"] = { kind: "phase", key: "", title: "", content: [] };
  const quote = "tooDeep" in parsed || parsed.blocks.length !== 1 ? undefined : parsed.blocks[0];
  if (!("tooDeep" in parsed) && quote?.type === "quote")
    readDialectQuote(new Draft(parsed, true), { node, level: 1 }, quote);
  const found = node.content[0];
  const same =
    found?.kind === "choice" &&
    found.options.length === choice.options.length &&
    found.options.every((option, at) => option.markdown === choice.options[at]?.markdown);
  return same ? open : choiceText(choice, marks, true);
}

function choiceText(choice: Choice, marks: Marks, inGroup: boolean): string {
  const values: [string, string | undefined][] = [
    ["decider", choice.decider === undefined ? undefined : `@${choice.decider}`],
    ["due", choice.due],
  ];
  const lines = [
    joined(
      `**${row(choice.title)}**`,
      formatGroup({ flags: choice.either ? ["choice", "either"] : ["choice"], values, key: keyFor(marks, choice) }),
    ),
    "",
  ];
  for (const option of choice.options) {
    const group = formatGroup({
      flags: option.recommended ? ["recommended"] : [],
      values: [
        ["items", option.items?.join(",")],
        ["text", inGroup ? option.markdown : undefined],
      ],
      key: keyFor(marks, option, true),
    });
    lines.push(joined(`- **${row(option.title)}**`, group));
    if (!inGroup && option.markdown !== undefined) lines.push("", indented(option.markdown), "");
  }
  while (lines.at(-1) === "") lines.pop();
  return quoted(lines.join("\n"));
}

export function indented(text: string): string {
  return text
    .split("\n")
    .map((line) => (line === "" ? "" : `  ${line}`))
    .join("\n");
}

function quoted(text: string): string {
  return text
    .split("\n")
    .map((line) => (line === "" ? ">" : `> ${line}`))
    .join("\n");
}
