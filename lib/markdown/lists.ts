import type { Item } from "@/lib/domain/template";
import type { Announcement, Blank, Fact } from "@/lib/domain/template-leaves";
import { quotedMessage } from "./announcements";
import type { Entry, List, Paragraph } from "./block";
import { addOptionList } from "./choices";
import { addContacts, announcesChannels } from "./contacts";
import { addCriteria, addReferences } from "./criteria";
import { type DialectEntry, readDialectEntry } from "./dialect-nodes";
import type { Draft, Holder } from "./draft";
import { attributeOf } from "./facts";
import { plainTitle } from "./inline";
import { boxOf, hasBox, markOf } from "./lead-ins";
import { addLines } from "./leaf-nodes";
import { type AddBlocks, addGroup, addItem } from "./list-items";
import { addSignoffs, type FoundRow, inSignoffBlock, readRows } from "./signoff-blocks";
import { addSmallRow, smallRow } from "./small-rows";
import { groupsSteps, stepsOf } from "./steps";
import { addTriggerRow, addTriggers, announcesTriggers, namesTrigger } from "./triggers";

/** What one entry of a list is; `plain` entries next to each other become one note. */
type Kind =
  | { is: "item"; first: Paragraph; step?: Step }
  | { is: "group"; first: Paragraph }
  | Opened
  | { is: "dialect"; node: DialectEntry }
  | { is: "attribute"; row: string }
  | { is: "signoff"; row: FoundRow }
  | { is: "trigger"; row: string }
  | { is: "small"; node: Fact | Blank }
  | { is: "plain" };

type Step = "must" | "contingency" | "during";
const reasons = { must: "item_must_fix", contingency: "item_going_back", during: "item_step" } as const;
type Opened = { is: "code" | "nested"; first: Paragraph };

/** Reads a list: tasks become items, attribute lines go to what they stand under, plain entries stay notes in place. */
export function addList(draft: Draft, list: List, stack: Holder[], addBlocks: AddBlocks, lead?: string): void {
  const holder = stack.at(-1) as Holder;
  if (!draft.strict && holder.node.kind === "item" && isAnswers(list)) {
    addLines(draft, holder, list.lines, list.depth);
    return;
  }
  if (!draft.strict && isTelling(draft, list, stack, lead)) return;
  if (!draft.strict && addOptionList(draft, holder, list)) return;
  const steps = stepsOf(draft, stack, list, lead);
  const marks = !draft.strict && (draft.marked || isMarkedList(list, `${lead ?? ""} ${plainTitle(holder.node.title)}`));
  const rows = draft.strict ? [] : signoffRows(list, stack);
  const messages: Announcement[] = [];
  let plain: Entry[] = [];
  const flush = () => {
    if (plain.length > 0) addPlain(draft, holder, list, plain);
    holder.node.content.push(...messages.splice(0));
    plain = [];
  };
  for (const [at, entry] of list.entries.entries()) {
    const kind = kindOf(draft, stack, entry, rows[at], steps, marks);
    const message = draft.strict ? undefined : quotedMessage(entry, stack, lead);
    if (message && kind.is === "plain") {
      messages.push(message);
      draft.claim(entry.lines, "announcement", message);
      draft.guess(message, "announcement_place");
    }
    if (kind.is === "plain") {
      plain.push(entry);
      continue;
    }
    flush();
    if (kind.is === "item") {
      const item = addItem(draft, holder, entry, kind.first, addBlocks);
      if (kind.step) {
        if (!boxOf(kind.first.rows[0] ?? "")) delete item.checked;
        addStepTraits(draft, item, kind.step);
      } else if (!draft.strict && !boxOf(kind.first.rows[0] ?? ""))
        draft.guess(item, markOf(kind.first.rows[0] ?? "") ? "item_drawn" : "item_boxless");
      if (message) {
        item.content.push(message);
        draft.guess(message, "announcement_place");
      }
    } else if (kind.is === "group") addGroup(draft, stack, entry, kind.first, addBlocks);
    else if (kind.is === "dialect") {
      holder.node.content.push(kind.node);
      draft.claim(entry.lines, kind.node.kind, "key" in kind.node ? kind.node : holder.node);
    } else if (kind.is === "attribute") {
      Object.assign(holder.node, attributeOf(kind.row));
      draft.claim(entry.lines, "attribute", holder.node, kind.row);
    } else if (kind.is === "small") addSmallRow(draft, holder, kind.node);
    else if (kind.is === "trigger") addTriggerRow(draft, stack, kind.row, entry.lines);
    else if (kind.is === "signoff") addBelow(draft, holder, entry);
    else if (kind.is === "code" || kind.is === "nested") addOpened(draft, stack, list, entry, kind, addBlocks);
  }
  flush();
  const found = rows.filter((row) => row !== undefined);
  if (found.length > 0) addSignoffs(draft, stack, found);
}

/** What stands below a sign-off is a note: it says more about the signing than about the part. */
function addBelow(draft: Draft, holder: Holder, entry: Entry): void {
  const next = entry.blocks[1];
  if (!next) return;
  addLines(draft, holder, [next.lines[0], entry.lines[1]], entry.depth + 1);
}

/** A plain entry with something to find below it: its own words a note, then what stands below by itself. */
function addOpened(draft: Draft, stack: Holder[], list: List, entry: Entry, kind: Opened, addBlocks: AddBlocks): void {
  const { first } = kind;
  addPlain(draft, stack.at(-1) as Holder, list, [entry], first.lines[1]);
  const nested = entry.blocks[1];
  const below = kind.is === "nested" && nested?.type === "list";
  if (below) addList(draft, nested, stack, addBlocks, first.rows.join(" "));
  addBlocks(draft, entry.blocks.slice(below ? 2 : 1), stack);
}

/** A list that says something as a whole: triggers, contacts, references, criteria. */
function isTelling(draft: Draft, list: List, stack: Holder[], lead: string | undefined): boolean {
  const holder = stack.at(-1) as Holder;
  return (
    addTriggers(draft, stack, list, lead) ||
    addContacts(draft, holder, list, lead) ||
    addReferences(draft, holder, list, lead) ||
    (!draft.boxless && addCriteria(draft, holder, list, lead))
  );
}

const rules =
  /\brules?\b|\bprohibit|\bforbidden\b|\bnever\b|\bdo(?:n.t| not)\b|\bavoid\b|\bprinciples?\b|\blegend\b|\banti-?patterns?\b|\bnot allowed\b|\bexamples?\b|regeln|règles|reglas|regras|regole|правила|规则|禁止|ルール/iu;
const goes = /^(?:no-?\s?go|go|hold|abort)\b\s?[:–-]?/i;

/** Every entry begins with a drawn mark and one of them is open: boxes, and no list of what went well. */
function isMarkedList(list: List, above: string): boolean {
  const rows = list.entries.map(({ blocks: [first] }) => (first?.type === "paragraph" ? (first.rows[0] ?? "") : ""));
  if (rules.test(above) || rows.some((row) => goes.test(plainTitle(markOf(row)?.text ?? "")))) return false;
  return rows.some((row) => markOf(row)?.checked === false) && rows.every((row) => markOf(row) ?? boxOf(row));
}

function addStepTraits(draft: Draft, item: Item, step: Step): void {
  draft.steps.add(item);
  if (step === "must") item.severity ??= "critical";
  draft.guess(item, reasons[step]);
}

function kindOf(
  draft: Draft,
  stack: Holder[],
  entry: Entry,
  signoff: FoundRow | undefined,
  steps: Step | undefined,
  marks: boolean,
): Kind {
  const holder = stack.at(-1) as Holder;
  if (signoff) return { is: "signoff", row: signoff };
  const first = entry.blocks[0];
  const row = first?.type === "paragraph" ? (first.rows[0] ?? "") : "";
  const box = boxOf(row);
  if (first?.type !== "paragraph") return { is: "plain" };
  if (box && (box.text !== "" || first.rows.length > 1 || draft.strict)) return { is: "item", first };
  if (marks && markOf(row)) return { is: "item", first };
  const node = readDialectEntry(entry);
  if (node) return { is: "dialect", node };
  if (draft.strict) return { is: "plain" };
  if (entry.blocks.length === 1 && first.rows.length === 1 && attributeOf(row)) return { is: "attribute", row };
  const alone = entry.blocks.length === 1 && first.rows.length === 1;
  if (alone && namesTrigger(row, undefined, draft, stack)) return { is: "trigger", row };
  if (asksYesNo(entry)) return { is: "item", first };
  if (hasBox(entry.blocks) || first.rows.slice(1).some((each) => boxOf(each.trim()))) return { is: "group", first };
  const small =
    entry.blocks.length === 1 && first.rows.length === 1 && holder.node.kind !== "item"
      ? smallRow(row, entry.lines, false)
      : undefined;
  if (small) return { is: "small", node: small };
  if (groupsSteps(draft, stack, entry, row)) return { is: "group", first };
  if (steps && row !== "") return { is: "item", first, step: steps };
  if (entry.blocks.some((block) => block.type === "code" && block.fenced)) return { is: "code", first };
  if (draft.boxless && isTask(holder, entry, row)) return { is: "item", first };
  const lead = plainTitle(row.slice(0, 300));
  const opens = entry.blocks[1]?.type === "list" && (announcesTriggers(lead) || announcesChannels(lead));
  return opens ? { is: "nested", first } : { is: "plain" };
}

const talk =
  /\b(?:references?|resources|links|related|overview|purpose|introduction|background|summary|scope|goals?|notes?|glossary|definitions?|contents|contacts?|appendix|history|changelog|legend|audience|roles|owners?|team|timeline|legend|rules|targets?|objectives|when to use)\b/i;

const timed = /^\**T\s?[-+]?\s?\d{1,4}\s?[mhdw]?\b/i;

/** In a document without any box, an entry under a heading that is no mere talk is something to do. */
function isTask(holder: Holder, entry: Entry, row: string): boolean {
  const link = /^\[[^\]]*\]\([^)]*\)$/.test(row.trim()) || /^(?:…|\.{3}|-|n\/a|tbd|none)$/i.test(row.trim());
  return !link && entry.blocks[1]?.type !== "code" && (timed.test(row) || !talk.test(holder.node.title));
}

const answer =
  /^(?:yes|no|n\/?a|not applicable|unsure|ja|nein|oui|non|s[ií]|sim|não|да|нет|是|否|はい|いいえ|예|아니오)\.?$/iu;

/** A question over boxes for its answers is one thing to do; the answers stay as they are. */
function asksYesNo(entry: Entry): boolean {
  const answers = entry.blocks[1];
  return answers?.type === "list" && isAnswers(answers);
}

function isAnswers(list: List): boolean {
  const rows = list.entries.map(({ blocks: [first] }) => (first?.type === "paragraph" ? (first.rows[0] ?? "") : ""));
  const boxed = rows.map((row) => boxOf(row)?.text).filter((text) => text !== undefined);
  return boxed.length > 1 && boxed.every((text) => answer.test(plainTitle(text)));
}

/** Sign-offs of a list by entry; none at all unless at least one entry names who signs. */
function signoffRows(list: List, stack: Holder[]): (FoundRow | undefined)[] {
  const rows = list.entries.map((entry) => {
    const first = entry.blocks[0];
    const row = first?.type === "paragraph" && first.rows.length === 1 ? (first.rows[0] ?? "") : "";
    return { text: boxOf(row)?.text ?? row, lines: first?.lines ?? entry.lines };
  });
  const verdicts =
    list.entries.length > 1 &&
    list.entries.every(({ blocks: [first] }) => first?.type === "paragraph" && boxOf(first.rows[0] ?? ""));
  const decided = verdicts && readRows(rows, true).every((row) => row?.row.is === "decision");
  const found = readRows(rows, decided || inSignoffBlock(stack));
  const decisions = found.filter((row) => row?.row.is === "decision").length;
  const decides = decisions > 1 && decisions === found.length;
  return decides || found.some((row) => row?.row.is === "signoff") ? found : [];
}

/** Neighbouring plain entries as one note, up to line `last` where the rest is read by itself. */
function addPlain(
  draft: Draft,
  holder: Holder,
  list: List,
  entries: Entry[],
  last = entries.at(-1)?.lines[1] ?? 0,
): void {
  addLines(draft, holder, [entries[0]?.lines[0] ?? 0, last], list.depth);
}
