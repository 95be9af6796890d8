import { duties, type Gate, type Signoff } from "@/lib/domain/template-gate";
import {
  type Announcement,
  announcementSchema,
  type Choice,
  type Contact,
  type Trigger,
} from "@/lib/domain/template-leaves";
import { type Group, splitGroup } from "./attribute-group";
import type { Block, Entry, Quote } from "./block";
import { readSmallEntry, type SmallEntry } from "./dialect-entries";
import type { Draft, Holder } from "./draft";
import { parseMinutes } from "./duration";
import { listOf, readExpectation, readWhen } from "./group-attributes";
import { boxOf } from "./lead-ins";
import { shorten } from "./shorten";

const value = (group: Group, name: string): string | undefined => group.values.get(name)?.[0];
const keyOf = (group: Group | undefined): string => group?.key ?? "";

/** `> **Title** {gate …}` or `> **Title** {choice …}` with its list; false when the quote is neither. */
export function readDialectQuote(draft: Draft, holder: Holder, quote: Quote): boolean {
  const first = quote.blocks[0];
  if (first?.type !== "paragraph" || first.rows.length !== 1) return false;
  const { text, group } = splitGroup(first.rows[0] ?? "");
  const title = strong(text);
  if (!group || title === undefined || quote.blocks.length > 2) return false;
  const list = quote.blocks[1];
  if (list && list.type !== "list") return false;
  const entries = list?.entries ?? [];
  if (group.flags.has("gate")) {
    const gate = readGate(title, group, quote, entries);
    if (!gate) return false;
    holder.node.content.push(gate);
    draft.claim(first.lines, "gate", gate);
    for (const [at, signoff] of gate.signoffs.entries()) claimSignoff(draft, entries[at], signoff);
    draft.claim(quote.lines, "gate", gate);
    return true;
  }
  const choice = group.flags.has("choice") ? readChoice(draft, title, group, quote, entries) : undefined;
  if (!choice) return false;
  holder.node.content.push(choice);
  draft.claim(quote.lines, "choice", choice);
  return true;
}

function readGate(title: string, group: Group, quote: Quote, entries: Entry[]): Gate | undefined {
  const asks = value(group, "asks");
  const known = asks === "deploy" || asks === "live" || asks === "close" ? asks : "approve";
  const signoffs = entries.map(readSignoff);
  if (signoffs.some((signoff) => !signoff)) return undefined;
  const required = Number(value(group, "required") ?? Number.NaN);
  const covers = value(group, "covers");
  return {
    kind: "gate",
    key: keyOf(group),
    title,
    asks: known,
    ...(required >= 0 && required <= 100 ? { required } : {}),
    ...(covers === undefined ? {} : { covers: listOf(covers) }),
    ...readWhen(group),
    signoffs: signoffs.filter((signoff) => signoff !== undefined),
    lines: quote.lines,
  };
}

/** The lines of a sign-off; a list below it, the record of a signature, is named in the report and is no part of it. */
function claimSignoff(draft: Draft, entry: Entry | undefined, signoff: Signoff): void {
  const record = entry?.blocks[1];
  if (entry && record)
    draft.claim(
      [record.lines[0], entry.lines[1]],
      "signoff",
      signoff,
      draft.source.markdown([record.lines[0], entry.lines[1]], entry.depth + 1),
    );
  if (entry) draft.claim(entry.lines, "signoff", signoff);
}

/** `- [ ] **Tech lead** or **CTO**: wording {count=2 #key}`. */
function readSignoff(entry: Entry): Signoff | undefined {
  const first = entry.blocks[0];
  const record = entry.blocks.slice(1).every((block) => block.type === "list");
  if (first?.type !== "paragraph" || !record) return undefined;
  const row = first.rows.map((each) => each.trim()).join(" ");
  const { text, group } = splitGroup(boxOf(row)?.text ?? row);
  const roles = group?.values.get("role") ?? [];
  let rest = text;
  while (roles.length === 0 || rest.startsWith(" or **")) {
    if (rest.startsWith(" or ")) rest = rest.slice(4);
    const end = rest.startsWith("**") ? rest.indexOf("**", 2) : -1;
    if (end < 3) break;
    roles.push(rest.slice(2, end));
    rest = rest.slice(end + 2);
  }
  if (roles.length === 0 || roles.some((role) => role.length > 120 || role === "")) return undefined;
  const wording = rest.startsWith(":") ? rest.slice(1).trim() : rest.trim();
  const count = Number(group && (value(group, "count") ?? value(group, "people")));
  const title = (group && value(group, "title")) ?? roles.join(" or ");
  return {
    key: keyOf(group),
    title,
    roles,
    count: Number.isSafeInteger(count) && count > 0 ? count : 1,
    wording,
    ...(group && readPolicy(group)),
    lines: entry.lines,
  };
}

/** `after=tech-lead covers=security-checks not=lead,ticker`. */
function readPolicy(group: Group): Pick<Signoff, "after" | "covers" | "not"> {
  const keys = (name: string) => listOf(value(group, name)).filter((key) => key.length <= 96);
  const after = keys("after").slice(0, 20);
  const covers = keys("covers").slice(0, 100);
  const said = new Set(keys("not"));
  const not = [...said].flatMap((word) => duties.find((duty) => duty === word) ?? []);
  return {
    ...(after.length > 0 ? { after } : {}),
    ...(covers.length > 0 ? { covers } : {}),
    ...(not.length > 0 ? { not } : {}),
  };
}

function readChoice(draft: Draft, title: string, group: Group, quote: Quote, entries: Entry[]): Choice | undefined {
  const options = entries.map((entry) => readOption(draft, entry));
  const decider = value(group, "decider")?.replace(/^@/, "");
  const due = value(group, "due");
  if (options.length < 2 || options.some((option) => !option)) return undefined;
  return {
    kind: "choice",
    key: keyOf(group),
    title,
    ...(decider === undefined ? {} : { decider }),
    ...(due === undefined || due.length > 40 ? {} : { due }),
    ...(group.flags.has("either") ? { either: true } : {}),
    options: options.filter((option) => option !== undefined),
    lines: quote.lines,
  };
}

function readOption(draft: Draft, entry: Entry): Choice["options"][number] | undefined {
  const first = entry.blocks[0];
  if (first?.type !== "paragraph") return undefined;
  const { text, group } = splitGroup(first.rows.map((row) => row.trim()).join(" "));
  const next = entry.blocks[1];
  const last = entry.blocks.at(-1);
  const items = group && value(group, "items");
  const said = group && value(group, "text");
  return {
    key: keyOf(group),
    title: strong(text) ?? text,
    ...(group?.flags.has("recommended") ? { recommended: true } : {}),
    ...(said !== undefined ? { markdown: said } : {}),
    ...(said === undefined && next && last
      ? { markdown: draft.source.markdown([next.lines[0], last.lines[1]], entry.depth + 1) }
      : {}),
    ...(items === undefined ? {} : { items: listOf(items) }),
  };
}

export type DialectEntry = Trigger | Contact | SmallEntry;

/** A plain entry marked `{trigger …}`, `{contact …}`, `{criterion …}` and so on. */
export function readDialectEntry(entry: Entry): DialectEntry | undefined {
  const first = entry.blocks[0];
  if (entry.blocks.length !== 1 || first?.type !== "paragraph") return undefined;
  const { text, group } = splitGroup(first.rows.map((row) => row.trim()).join(" "));
  if (group?.flags.has("trigger")) return readTrigger(text, group, entry);
  if (group?.flags.has("contact")) return readContact(text, group, entry);
  return group && readSmallEntry(text, group, entry.lines);
}

function readTrigger(title: string, group: Group, entry: Entry): Trigger {
  const tier = value(group, "tier");
  const reaction = parseMinutes(value(group, "reaction") ?? "");
  const said = value(group, "reacts");
  const expectation = readExpectation(group);
  return {
    kind: "trigger",
    key: keyOf(group),
    title: value(group, "title") ?? title,
    tier: tier === "timed" || tier === "investigate" ? tier : "rollback",
    ...(reaction === undefined ? {} : { reaction }),
    ...(said === undefined ? {} : { reactionText: shorten(said, 400) }),
    ...(expectation ? { expectation } : {}),
    lines: entry.lines,
  };
}

function readContact(text: string, group: Group, entry: Entry): Contact {
  const end = text.startsWith("**") ? text.indexOf("**:", 2) : -1;
  const tier = Number(value(group, "tier") ?? Number.NaN);
  const topic = value(group, "topic");
  return {
    kind: "contact",
    name: value(group, "name") ?? (end < 0 ? text : text.slice(2, end)),
    channel: value(group, "value") ?? (end < 0 ? "" : text.slice(end + 3).trim()),
    ...(topic !== undefined && topic.length <= 200 ? { topic } : {}),
    ...(Number.isSafeInteger(tier) && tier > 0 ? { tier } : {}),
    lines: entry.lines,
  };
}

/** `**Title** {announcement moment=…}` over a fenced block; how many blocks were used, 0 when it is none. */
export function readDialectParagraph(draft: Draft, holder: Holder, blocks: Block[], at: number): number {
  const block = blocks[at];
  const next = blocks[at + 1];
  if (block?.type !== "paragraph" || block.rows.length !== 1 || next?.type !== "code" || !next.fenced) return 0;
  const { text, group } = splitGroup(block.rows[0] ?? "");
  const title = strong(text);
  if (!group?.flags.has("announcement") || title === undefined) return 0;
  const announcement: Announcement = {
    kind: "announcement",
    key: keyOf(group),
    title,
    moment: shorten(value(group, "moment") ?? "", 120),
    text: next.text,
    ...readSending(group),
    ...readWhen(group),
    lines: [block.lines[0], next.lines[1]],
  };
  holder.node.content.push(announcement);
  draft.claim([block.lines[0], next.lines[1]], "announcement", announcement);
  return 2;
}

/** `audience="@team, help@example.com" channel=mail`; another channel than we know is left out. */
function readSending(group: Group): Pick<Announcement, "audience" | "channel"> {
  const audience = value(group, "audience");
  const channel = announcementSchema.shape.channel.safeParse(value(group, "channel")).data;
  return {
    ...(audience === undefined ? {} : { audience: shorten(audience, 200) }),
    ...(channel === undefined ? {} : { channel }),
  };
}

/** The text between the two pairs of stars that it is wrapped in. */
export function strong(text: string): string | undefined {
  return text.length >= 4 && text.startsWith("**") && text.endsWith("**") ? text.slice(2, -2) : undefined;
}
