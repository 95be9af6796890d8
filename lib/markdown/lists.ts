import type { Item } from "@/lib/domain/template";
import type { Announcement, Blank, Fact } from "@/lib/domain/template-leaves";
import { quotedMessage } from "./announcements";
import type { Entry, List, Paragraph } from "./block";
import { addDecision, addOptionList, isDecisionRow } from "./choices";
import { addContacts, announcesChannels } from "./contacts";
import { addCriteria, addExpected, addReferences, announcesCriteria, isMeasured, saysExpected } from "./criteria";
import { type DialectEntry, readDialectEntry } from "./dialect-nodes";
import type { Draft, Holder } from "./draft";
import { attributeOf } from "./facts";
import { asksEvidence, formRows } from "./form-lists";
import { plainTitle, splitFacts, splitRooms } from "./inline";
import { boxesOf, boxOf, hasBox, markOf } from "./lead-ins";
import { addLines } from "./leaf-nodes";
import { type AddBlocks, addBoxRow, addGroup, addItem } from "./list-items";
import { signoffRows } from "./list-signoffs";
import { holdsTasks, isFactList, isNothing, isTask } from "./plain-tasks";
import { addSignoffs, type FoundRow } from "./signoff-blocks";
import { announcesSignoffs } from "./signoff-rows";
import { addSmallRow, smallRow } from "./small-rows";
import { groupsSteps, stepsOf } from "./steps";
import {
  addConditionRow,
  addTriggerRow,
  addTriggers,
  announcesTriggers,
  isRollbackCondition,
  namesTrigger,
} from "./triggers";

/** What one entry of a list is; `plain` entries next to each other become one note. */
type Kind =
  | { is: "item"; first: Paragraph; step?: Step }
  | { is: "group"; first: Paragraph }
  | Opened
  | { is: "dialect"; node: DialectEntry }
  | { is: "attribute"; row: string }
  | { is: "signoff"; row: FoundRow }
  | { is: "trigger"; row: string }
  | { is: "condition"; row: string }
  | { is: "expected"; row: string }
  | { is: "small"; nodes: (Fact | Blank)[] }
  | { is: "choice"; row: string }
  | { is: "plain" };

/** What the words around a list say of its entries. */
type Reading = { steps: Step | undefined; marks: boolean; tasks: "all" | "timed" | undefined };
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
  if (!draft.strict && addOptionList(draft, holder, list, lead)) return;
  const steps = stepsOf(draft, stack, list, lead);
  const tasks = draft.boxless ? holdsTasks(stack, list, lead) : undefined;
  const marks = !draft.strict && (draft.marked || isMarkedList(list, `${lead ?? ""} ${plainTitle(holder.node.title)}`));
  const rows = draft.strict ? [] : signoffRows(list, stack, lead);
  const sheet = aboutItself.test(plainTitle(holder.node.title));
  const form = draft.strict ? undefined : formIn(holder, list, sheet);
  const messages: Announcement[] = [];
  let plain: Entry[] = [];
  const flush = () => {
    if (plain.length > 0) addPlain(draft, holder, list, plain);
    holder.node.content.push(...messages.splice(0));
    plain = [];
  };
  for (const [at, entry] of list.entries.entries()) {
    const small = rows[at] || (!sheet && isAttribute(entry)) ? undefined : form?.[at];
    const kind: Kind = small
      ? { is: "small", nodes: [small] }
      : kindOf(draft, stack, entry, rows[at], { steps, marks, tasks });
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
    const boxes =
      kind.is === "item" && !draft.strict && isOneRow(entry) ? boxesOf(kind.first.rows[0] ?? "") : undefined;
    if (boxes) for (const box of boxes) addBoxRow(draft, holder, box, entry.lines);
    else if (kind.is === "item") {
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
      Object.assign(holder.node, attributeOf(kind.row) ?? { evidence: "required" });
      draft.claim(entry.lines, "attribute", holder.node, kind.row);
    } else if (kind.is === "small") for (const node of kind.nodes) addSmallRow(draft, holder, node);
    else if (kind.is === "choice") addDecision(draft, holder, kind.row, entry.lines);
    else if (kind.is === "trigger") addTriggerRow(draft, stack, kind.row, entry.lines);
    else if (kind.is === "expected") addExpected(draft, holder, kind.row, entry.lines);
    else if (kind.is === "condition") addConditionRow(draft, stack, kind.row, entry.lines);
    else if (kind.is === "signoff") addBelow(draft, holder, entry);
    else if (kind.is === "code" || kind.is === "nested") addOpened(draft, stack, list, entry, kind, addBlocks);
  }
  flush();
  const found = rows.filter((row) => row !== undefined);
  if (found.length > 0) addSignoffs(draft, stack, found);
}

/** Below an item a list is a form only where all of it is left open. */
function formIn({ node }: Holder, list: List, sheet: boolean) {
  const form = formRows(list, sheet);
  return node.kind !== "item" || form?.every((row) => row?.kind === "blank") ? form : undefined;
}

function isOneRow({ blocks: [first, next] }: Entry): boolean {
  return next === undefined && first?.type === "paragraph" && first.rows.length === 1;
}

/** What an entry says or leaves open: `RTO: ____ | RPO: ____` are two. */
function smallRows(row: string, entry: Entry): (Fact | Blank)[] {
  const rooms = splitRooms(row);
  const parts = rooms.length > 1 ? rooms : splitFacts(row);
  const found = parts.map((part) => smallRow(part, entry.lines, false, parts.length > 1));
  return found.flatMap((each) => (each && !found.includes(undefined) ? [each] : []));
}

const aboutItself =
  /\b(?:metadata|information|info|details|facts|context|kontext|contexto|contexte|contesto)\b|контекст|信息|情報/iu;

function isAttribute({ blocks: [first] }: Entry): boolean {
  return first?.type === "paragraph" && attributeOf(first.rows[0] ?? "") !== undefined;
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
    ((!draft.boxless || announcesCriteria(lead ?? "") || isFormOfValues(list, holder, lead)) &&
      addCriteria(draft, holder, list, lead))
  );
}

/** In a text without boxes entries are things to do, unless all of them are values to reach. */
function isFormOfValues(list: List, { node }: Holder, lead: string | undefined): boolean {
  return isFactList(list) && isMeasured(list, lead ?? node.title);
}

const rules =
  /\brules?\b|\bprohibit|\bforbidden\b|\bnever\b|\bdo(?:n.t| not)\b|\bavoid\b|\bprinciples?\b|\blegend\b|\banti-?patterns?\b|\bnot allowed\b|\bexamples?\b|regeln|règles|reglas|regras|regole|правила|规则|禁止|ルール/iu;
const refusing = /\bno-?\s?go\b|\b(?:if|when|wenn|falls|si|se)\s?:?$/iu;
const goes = /^(?:no-?\s?go|go|hold|abort)\b\s?[:–-]?/i;

/** Every entry begins with a drawn mark and one of them is open: boxes, and no list of what went well. */
function isMarkedList(list: List, above: string): boolean {
  const rows = list.entries.map(({ blocks: [first] }) => (first?.type === "paragraph" ? (first.rows[0] ?? "") : ""));
  if (rules.test(above) || rows.some((row) => goes.test(plainTitle(markOf(row)?.text ?? "")))) return false;
  if (refusing.test(above) && rows.every((row) => markOf(row)?.checked === false)) return false;
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
  { steps, marks, tasks }: Reading,
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
  const alone = entry.blocks.length === 1 && first.rows.length === 1;
  if (alone && attributeOf(row)) return { is: "attribute", row };
  if (alone && holder.node.kind === "item" && asksEvidence(row)) return { is: "attribute", row };
  if (alone && namesTrigger(row, undefined, draft, stack)) return { is: "trigger", row };
  if (alone && holder.node.kind === "item" && saysExpected(row)) return { is: "expected", row };
  if (alone && holder.node.kind !== "item" && isRollbackCondition(row)) return { is: "condition", row };
  if (alone && holder.node.kind !== "item" && !box && isDecisionRow(row)) return { is: "choice", row };
  if (asksYesNo(entry)) return { is: "item", first };
  if (hasBox(entry.blocks) || first.rows.slice(1).some((each) => boxOf(each.trim()))) return { is: "group", first };
  const small = alone ? smallRows(row, entry) : [];
  const fits = holder.node.kind !== "item" || small.every((each) => each.kind === "blank");
  if (small.length > 0 && fits) return { is: "small", nodes: small };
  if (groupsSteps(draft, stack, entry, row)) return { is: "group", first };
  const lead = plainTitle(row.slice(0, 300));
  const opens =
    entry.blocks[1]?.type === "list" &&
    (announcesTriggers(lead) ||
      announcesChannels(lead) ||
      announcesCriteria(lead) ||
      (announcesSignoffs(lead) && signoffRows(entry.blocks[1], stack, lead).length > 0));
  if (steps && !opens && !isNothing(row)) return { is: "item", first, step: steps };
  if (entry.blocks.some((block) => block.type === "code" && block.fenced)) return { is: "code", first };
  if (tasks && isTask(entry, row, tasks)) return { is: "item", first };
  return opens ? { is: "nested", first } : { is: "plain" };
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
