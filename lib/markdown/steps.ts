import type { Item } from "@/lib/domain/template";
import type { Choice, Code } from "@/lib/domain/template-leaves";
import type { Entry, Fence, List } from "./block";
import { codeStart } from "./block-starts";
import { readCode } from "./code-kind";
import type { Draft, Holder } from "./draft";
import { inExample } from "./examples";
import { bareTitle, plainTitle } from "./inline";
import { hasBox } from "./lead-ins";
import { comparable } from "./vocabulary";

const mustDo =
  /\bmust[- ]fix\b|\bmust be (?:fixed|done|resolved|completed)\b|\bfixes required\b|\brequired fixes\b|\bfix before\b|\bmust (?:be )?(?:clear|resolve|complete|address|close)(?:e?d)?\b|\b(?:launch|release|go-?live)[- ]blockers?\b|\bblocking (?:fixes|issues)\b|\bmuss (?:vor|behoben)\b|\bà corriger\b|\bdebe corregirse\b|必须修复|修正必須/iu;
const going =
  /\bsteps?\b|\bprocedures?\b|\bactions?\b|\bhow to\b|\binstructions?\b|\bprocess\b|\broll-?\s?back\b|\brecover|\brestor|\bschritte\b|\bétapes\b|\bpasos\b|\bpassos\b|\bpassaggi\b|шаги|步骤|手順/iu;
const telling =
  /\btriggers?\b|\bcriteria\b|\bwhen to\b|\bcontacts?\b|\bcommunication\b|\bdecision\b|\breferences?\b|\brisks?\b|\bwhy\b|\boverview\b|\bnotes?\b|\bcauses?\b|\bsymptoms?\b|\b(?:test|validat|prepar)/i;

const stepTitle =
  /^(?:(?:manual |detailed |main )?(?:\p{L}[\p{L}-]{2,20} )?(?:steps|step-by-step|procedure|sequence|runbook)|(?:\p{L}{3,20})?schritte|vorgehen|ablauf|étapes|procédure|marche à suivre|pasos|procedimiento|passos|procedimento|passaggi|procedura|шаги|порядок действий|(?:\p{Script=Han}{0,6})?(?:步骤|流程)|(?:[\p{Script=Han}\p{Script=Katakana}ー]{0,10})?手順|(?:\p{Script=Hangul}{1,6} )?(?:단계|절차))(?:\s?[(（].{0,40})?$/iu;
const usage =
  /\bhow to use\b|\busing this\b|\breport|\bcontribut|\breview (?:process|steps)\b|\btroubleshoot|\bknown issues?\b|\bescalation\b|\bexample|\bappendix\b|\breproduc|\bverification\b|\bnext steps\b|\bfuture\b|benutzung|utilis(?:er|ation)|cómo usar|como usar|come usare|как пользоваться|使用方法|使い方|사용 방법/iu;

/** What has to be there before, and nothing to do. */
const given =
  /prerequisit|requirement|\bblockers?\b|\brisks?\b|\boverview\b|\bplanning\b|\breadiness\b|\bcriteria\b|voraussetzung|pré-?requis|requisito|требовани|前提|条件|要件|요구/iu;

/** "Deployment steps", "Procedure": numbered entries right below are what to do, boxes or not. */
function isStepTitle(title: string): boolean {
  const text = comparable(title);
  return stepTitle.test(text) && !usage.test(text) && !/^next\b/i.test(text);
}

/** "If the deployment fails:" says when the steps below are taken, not what they are. */
const condition =
  /^(?:if|in case|when|once|should|wenn|falls|si|en cas|se|em caso|in caso|если|в случае|如果|若|当|もし|만약)(?![\p{L}\p{N}])(?!.{0,60}\b(?:any|one) of\b)/iu;

/** What the entries of a list without boxes are, by the words above it: fixes that must be made, steps of going back, neither. */
export function stepsOf(
  draft: Draft,
  stack: Holder[],
  list: List,
  lead: string | undefined,
): "must" | "contingency" | "during" | undefined {
  if (draft.strict || draft.boxless || stack.at(-1)?.node.kind === "item") return undefined;
  if (inExample(stack) || list.entries.every((entry) => hasBox(entry.blocks.slice(0, 1)))) return undefined;
  const led = lead !== undefined && condition.test(comparable(lead)) ? undefined : lead;
  const titles = [
    led,
    ...stack
      .slice(-2)
      .map(({ node }) => node.title)
      .reverse(),
  ].filter((title) => title !== undefined);
  if (list.ordered && titles.some((title) => mustDo.test(comparable(title)))) return "must";
  const nearest = comparable(titles[0] ?? "");
  const said = going.test(nearest) || (list.ordered && led === undefined);
  if (said && !telling.test(nearest) && inContingency(draft, stack)) return "contingency";
  const staged = stack.findLast(({ node }) => draft.stageOf(node.title) !== undefined)?.node.title ?? "";
  const own = stack.at(-1)?.node.title ?? "";
  if (!list.ordered || led !== undefined) return undefined;
  if (hasCommands(list) && !stack.some(({ node }) => usage.test(comparable(node.title)))) return "during";
  if (isStepTitle(own) && !stack.some(({ node }) => usage.test(comparable(node.title)))) return "during";
  if (draft.stageOf(own) === "before" && !given.test(comparable(own))) return "during";
  const deploys = draft.stageOf(own) === "during" || draft.stageOf(staged) === "after";
  return deploys && !telling.test(nearest) ? "during" : undefined;
}

/** Two numbered entries or more of which most have a block of commands below: what is to be run, in this order. */
function hasCommands(list: List): boolean {
  const run = list.entries.filter(({ blocks: [first, ...below] }) =>
    below.some((block) => block.type === "code" && block.fenced && readCode(block).code.use === "command")
      ? first?.type === "paragraph"
      : false,
  );
  return run.length > 1 && run.length * 2 > list.entries.length;
}

/** An entry such as "Immediate actions" over plain entries, in a part about going back. */
export function groupsSteps(draft: Draft, stack: Holder[], entry: Entry, row: string): boolean {
  const title = comparable(row);
  return (
    !draft.strict &&
    !draft.boxless &&
    entry.blocks[1]?.type === "list" &&
    going.test(title) &&
    !telling.test(title) &&
    inContingency(draft, stack)
  );
}

function inContingency(draft: Draft, stack: Holder[]): boolean {
  return stack.some(({ node }) => draft.stageOf(node.title) === "contingency");
}

type Group = { title: string; rows: string[]; from: number };

/** Commands of going back, cut at their comments: each comment names a step. Undefined when there are none. */
function groupsOf(block: Fence): Group[] | undefined {
  const groups: Group[] = [];
  for (const [at, row] of block.text.split("\n").entries()) {
    const comment = /^\s{0,4}#(?!!)\s{0,3}(\S.{0,300})$/.exec(row)?.[1]?.trim();
    const last = groups.at(-1);
    const bare = last?.rows.every((each) => each.trim() === "" || /^\s{0,4}#/.test(each));
    if (comment !== undefined && !(last && bare && last.rows.at(-1)?.trim() !== ""))
      groups.push({ title: comment, rows: [row], from: at });
    else if (last) last.rows.push(row);
    else if (row.trim() !== "") return undefined;
  }
  return groups.length > 0 ? groups : undefined;
}

/**
 * A block of commands in a part about going back, as steps: one for each comment, below a step named by the bold line over
 * the block. `optionOf` says where a step carries out an option of the choice the block offers.
 */
export function addCommandSteps(
  draft: Draft,
  stack: Holder[],
  block: Fence,
  code: Code,
  optionOf: (title: string) => Choice["options"][number] | undefined,
): boolean {
  const holder = stack.at(-1) as Holder;
  if (holder.node.kind === "item" || code.use !== "command" || !inContingency(draft, stack)) return false;
  if (inExample(stack)) return false;
  if (telling.test(comparable(holder.node.title)) && !going.test(comparable(holder.node.title))) return false;
  const groups = groupsOf(block) ?? [];
  const named =
    code.purpose !== undefined && code.purpose !== "verification" && going.test(code.purpose)
      ? code.purpose
      : undefined;
  if (groups.length < 2 && named === undefined) return false;
  const parent = named === undefined ? holder.node : addStep(holder.node, named, block.lines, []);
  draft.claim([block.lines[0], block.lines[0]], "command", parent === holder.node ? holder.node : parent);
  if (groups.length < 2) {
    const { purpose: _, ...bare } = code;
    parent.content.push(bare);
    draft.claim(block.lines, "command", parent);
    if (parent.kind === "item") draft.guess(parent as Item, "item_command");
    return true;
  }
  for (const [at, group] of groups.entries()) {
    const from = codeStart(block) + group.from;
    const to = groups[at + 1] ? codeStart(block) - 1 + (groups[at + 1]?.from ?? 0) : block.lines[1];
    const { purpose: _, ...bare } = code;
    const text = group.rows.join("\n").trimEnd();
    const item = addStep(
      parent,
      bareTitle(group.title) || group.title,
      [from, to],
      [{ ...bare, text, lines: [from, to] }],
    );
    const option = optionOf(group.title);
    if (option) draft.addToOption(option, item);
    draft.claim([from, to], "item", item);
    draft.guess(item, "item_command");
  }
  return true;
}

function addStep(parent: Holder["node"], title: string, lines: [number, number], content: Code[]): Item {
  const item: Item = { kind: "item", key: "", title: plainTitle(title), lines, content };
  parent.content.push(item);
  return item;
}
