import type { Content, Section, TemplateDocument } from "@/lib/domain/template";
import type { Choice } from "@/lib/domain/template-leaves";
import type { Lines } from "@/lib/domain/template-node";
import type { Block, Fence, List } from "./block";
import type { Draft, Holder } from "./draft";
import { bareTitle, factOf, plainTitle } from "./inline";
import { boxOf, hasBox, leadIn } from "./lead-ins";
import { titleNote } from "./section-titles";
import { announcesSignoffs } from "./signoff-rows";

type Option = Choice["options"][number];

const optionTitle =
  /^(?:option|alternative|variant|variante|opción|opcion|opção|opcao|opzione|вариант|опция)\s(?:[a-z]|\d{1,2}|[ivx]{1,4}|[абв])(?![\p{L}\p{N}])|^(?:方案|选项|選択肢|案|オプション|パターン)\s?(?:[a-z]|\d{1,2}|[一二三])/iu;
const recommended =
  /\brecommended\b|\bempfohlen|\brecommandé|\brecomendad[oa]|\braccomandat[oa]|\bconsigliat[oa]|рекоменд|推荐|推奨/iu;

export function isOptionTitle(title: string): boolean {
  return optionTitle.test(plainTitle(title));
}

export function isRecommended(title: string): boolean {
  return recommended.test(title);
}
const decision =
  /^(?:decision|choice|decide|choose|selected|selection|entscheidung|décision|decisión|decisão|decisione|решение|决定|决策|判断|決定)$/iu;

/** The blocks of each option where a bold "Option A: …" is followed by another; each begins with its bold line. */
export function optionBlocks(blocks: Block[], at: number): Block[][] {
  const groups: Block[][] = [];
  for (const block of blocks.slice(at)) {
    const bold = leadIn(block);
    if (bold && optionTitle.test(plainTitle(bold.title))) groups.push([block]);
    else if (block.type === "heading" || block.type === "rule" || bold || isDecision(block)) break;
    else groups.at(-1)?.push(block);
  }
  return groups.length > 1 ? groups : [];
}

function isDecision(block: Block): boolean {
  return block.type === "paragraph" && block.rows.some((row) => readDecision(row)?.decides);
}

/** True for a line that offers two boxes or more to choose between. */
export function isDecisionRow(row: string): boolean {
  return readDecision(row) !== undefined;
}

/** Adds the choice and a section for each option; gives back the sections, still to be filled with the option's blocks. */
export function addOptions(draft: Draft, holder: Holder, groups: Block[][]): { section: Section; blocks: Block[] }[] {
  const parts = groups.map(([first, ...blocks]) => {
    const lead = leadIn(first);
    const title = bareTitle(lead?.title ?? "", "heading");
    const lines: Lines = first?.lines ?? [1, 1];
    const section: Section = { kind: "section", key: "", title, lines, content: [] };
    const option: Option = { key: "", title, ...(recommended.test(title) ? { recommended: true } : {}) };
    draft.addToOption(option, section);
    draft.claim(lines, "choice", section, titleNote(first?.type === "paragraph" ? (first.rows[0] ?? "") : "", title));
    return { section, blocks, option };
  });
  const options = parts.map(({ option }) => option);
  const choice = newChoice(holder, options, parts[0]?.section.lines);
  draft.guess(choice, "choice_options");
  holder.node.content.push(choice, ...parts.map(({ section }) => section));
  return parts;
}

function newChoice(holder: Holder, options: Option[], lines: Lines | undefined): Choice {
  return { kind: "choice", key: "", title: holder.node.title, options, ...(lines ? { lines } : {}) };
}

/** Options of a line such as `**Decision**: [ ] Helm / [ ] Kustomize`, or of any short name right before its boxes. */
function readDecision(row: string): { title: string; options: string[]; decides: boolean } | undefined {
  const fact = row.length <= 2100 ? factOf(row, true) : undefined;
  if (!fact || fact.value.length > 2000) return undefined;
  const title = plainTitle(fact.name);
  const decides = decision.test(title);
  if (!decides && !(/^(?:\[[ xX]?\]|[☐☑⬜□])/u.test(fact.value) && isAsked(title))) return undefined;
  const options = fact.value
    .split(decides ? /\[[ xX]?\]/ : /\[[ xX]?\]|[☐☑⬜□]\ufe0f?/u)
    .map((part) => plainTitle(part).replace(/(?<![\s/|,;·])[\s/|,;·]+$/, ""))
    .filter((part) => part !== "");
  const short = decides || (options.length <= 8 && options.every((option) => option.length <= 60));
  return options.length > 1 && short ? { title, options, decides } : undefined;
}

/** A short name that asks nobody to sign. */
function isAsked(name: string): boolean {
  return name.length <= 60 && name.split(" ").length <= 7 && /\p{L}/u.test(name) && !announcesSignoffs(name);
}

/** A decision line decides the choice above it; without one it is a choice itself. */
export function addDecision(draft: Draft, holder: Holder, row: string, lines: Lines): void {
  const found = readDecision(row);
  if (!found) return;
  const above = holder.node.content.findLast((each) => each.kind === "choice");
  if (found.decides && above?.kind === "choice" && above.options.length === found.options.length) {
    draft.claim(lines, "choice", above, row);
    return;
  }
  const options = found.options.map(
    (title): Option => ({ key: "", title, ...(recommended.test(title) ? { recommended: true } : {}) }),
  );
  const choice = newChoice(holder, options, lines);
  if (!found.decides) choice.title = found.title;
  holder.node.content.push(choice);
  draft.claim(lines, "choice", choice, row);
  draft.guess(choice, "choice_options");
}

const one =
  /\b(?:select|choose|pick|mark|check|tick)\s(?:(?:only|just|exactly)\s)?(?:one\b|an?\s(?:option|method|strategy|type|approach)\b)|\bone of the following\b|\beine? (?:option|variante)? ?(?:aus)?wählen\b|\bwählen sie (?:eine|ein)\b|\b(?:choisi(?:r|ssez)|sélectionne[rz]) une? (?:seule )?(?:option|méthode)|\b(?:elegir|elija|seleccion(?:e|ar)) una? (?:sola )?(?:opción|método)|\b(?:escolh(?:a|er)|selecion(?:e|ar)) uma? (?:única )?(?:opção|método)|\bscegli(?:ere)? un[ao']?\s?(?:sola )?(?:opzione|metodo)|выбер(?:ите|и) од(?:ин|ну|но)|(?:选择|任选|勾选)(?:其)?(?:中)?一(?:项|个|种)|いずれか(?:一つ|1つ|を選択)|(?:하나|한 가지)를? 선택/iu;

/** "Select one option", over boxes of which only one is to be ticked. */
export function asksForOne(text: string): boolean {
  return one.test(plainTitle(text.slice(0, 400)));
}

const answer =
  /^(?:yes|no|n\/a|partial(?:ly)?|teilweise|partiel(?:lement)?|parcial(?:mente)?|parzial(?:mente)?|частично|部分|ja|nein|oui|non|s[ií]|sim|não|да|нет|是|否|はい|いいえ|예|아니오)(?![\p{L}\p{N}-])/iu;

const environments =
  /^(?:dev(?:elopment)?|test(?:ing)?|qa|uat|staging|stage|pre-?prod(?:uction)?|prod(?:uction|ucción|uzione|ução)?|local|demo|sandbox|produktion|интеграция|прод(?:акшн)?|测试|生产|预发布?|開発|検証|本番)(?: environment|环境|環境)?$/iu;
const whereTo =
  /\btype\b|\benvironments?\b|\btargets?\b|umgebung|environnement|entorno|ambiente|окружение|среда|环境|環境|환경/iu;

/** "Environment" over boxes that only name environments: it goes to one of them. */
function asksWhere(title: string, boxes: string[]): boolean {
  return whereTo.test(plainTitle(title)) && boxes.every((box) => environments.test(plainTitle(bareTitle(box))));
}

/** A list of nothing but lettered options ("- [ ] Option A: …"): a choice; what stands below an entry says more about it. */
export function addOptionList(draft: Draft, holder: Holder, list: List, lead: string | undefined): boolean {
  const firsts = list.entries.map(({ blocks: [first] }) => (first?.type === "paragraph" ? first : undefined));
  const rows = firsts.map((first) => first?.rows.map((row) => row.trim()).join(" ") ?? "");
  const titles = rows.map((row) => boxOf(row)?.text ?? row);
  const named = titles.every((title) => optionTitle.test(plainTitle(title)));
  const asked = asksForOne(lead ?? "") || asksForOne(holder.node.title);
  const boxed = titles.length <= 12 && rows.every((row) => boxOf(row));
  const asks = holder.node.kind !== "item" && /[?？]\s?$/u.test(plainTitle(lead ?? holder.node.title));
  const answered = asks && titles.length <= 3 && titles.every((title) => answer.test(plainTitle(bareTitle(title))));
  const where = holder.node.kind !== "item" && asksWhere(lead ?? holder.node.title, titles);
  if (titles.length < 2 || !(named || ((asked || answered || where) && boxed))) return false;
  if (list.entries.some((entry) => hasBox(entry.blocks.slice(1)))) return false;
  const options = list.entries.map((entry, at): Option => {
    const title = bareTitle(titles[at] ?? "");
    const next = entry.blocks[1];
    const below = next ? draft.source.markdown([next.lines[0], entry.lines[1]], entry.depth + 1) : undefined;
    return {
      key: "",
      title,
      ...(recommended.test(title) ? { recommended: true } : {}),
      ...(below === undefined ? {} : { markdown: below }),
    };
  });
  const choice = newChoice(holder, options, list.lines);
  holder.node.content.push(choice);
  draft.claim(
    list.lines,
    "choice",
    choice,
    rows.some((row) => /[xX☑]/u.test(row.slice(0, 4))) ? rows.join("; ") : undefined,
  );
  draft.guess(choice, "choice_options");
  return true;
}

/** Comments in a block of commands that offer ways to do it ("# Option A: Helm", "# Using X" … "# Or Y"). */
export function addCommandChoice(draft: Draft, holder: Holder, block: Fence): Choice | undefined {
  const comments = block.text.split("\n").flatMap((row, at) =>
    /^\s{0,4}# /.test(row)
      ? [
          {
            text: row
              .replace(/^\s{0,4}# /, "")
              .trim()
              .slice(0, 200)
              .toWellFormed(),
            at,
          },
        ]
      : [],
  );
  const lettered = comments.filter(({ text }) => optionTitle.test(text));
  const using = comments.findIndex(({ text }) => /^using\s/i.test(text));
  const either = using >= 0 && /^or\s/i.test(comments[using + 1]?.text ?? "") ? comments.slice(using, using + 2) : [];
  const other = lettered.length < 2 && either.length < 2 ? orComment(comments, block) : undefined;
  const offered = other ?? (lettered.length > 1 ? lettered : either);
  if (offered.length < 2) return undefined;
  const options = offered.map(
    ({ text }): Option => ({
      key: "",
      title: bareTitle(text),
      ...(recommended.test(text) ? { recommended: true } : {}),
    }),
  );
  const choice = newChoice(holder, options, block.lines);
  if (other) choice.either = true;
  holder.node.content.push(choice);
  draft.guess(choice, "choice_comments");
  return choice;
}

type Comment = { text: string; at: number };

/** "# OR use kustomize" between commands: either what stands before it or what comes after. */
function orComment(comments: Comment[], block: Fence): Comment[] | undefined {
  const or = comments.findIndex(({ text }) =>
    /^(?:or|oder|ou|o|или|或者|または)\b[\s:,]|^(?:或者|または)/iu.test(text),
  );
  const found = comments[or];
  if (!found) return undefined;
  const rows = block.text.split("\n");
  const before = rows.slice(0, found.at).findLast((row) => row.trim() !== "" && !/^\s{0,4}#/.test(row));
  const named = comments[or - 1];
  const first =
    named ?? (before === undefined ? undefined : { text: before.trim().slice(0, 200).toWellFormed(), at: 0 });
  return before !== undefined && first ? [first, found] : undefined;
}

/** Once keys are known: an option takes its section, and all that stands in it, with it. */
export function bindOptions(draft: Draft, document: TemplateDocument): void {
  for (const [option, nodes] of draft.ofOption) option.items = nodes.map((node) => node.key);
  if (!draft.strict)
    for (const phase of document.phases) if (phase.kind === "phase") guessOptions(draft, phase.content);
}

/** Says of every choice what was read into its options. */
function guessOptions(draft: Draft, content: Content[]): void {
  for (const each of content) {
    if ("content" in each) guessOptions(draft, each.content);
    if (each.kind !== "choice") continue;
    const titles = (which: (option: Option) => unknown) =>
      each.options
        .filter(which)
        .map(({ title }) => title)
        .join(", ");
    const advised = titles(({ recommended }) => recommended);
    const bound = titles(({ items }) => items);
    if (advised !== "") draft.guess(each, "option_recommended", advised);
    if (bound !== "") draft.guess(each, "choice_items", bound);
  }
}
