import type { Choice, Lines, Section } from "@/lib/domain/template";
import type { Block, Fence } from "./block";
import type { Draft, Holder } from "./draft";
import { bareTitle, factOf, plainTitle } from "./inline";
import { leadIn } from "./lead-ins";

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
  return block.type === "paragraph" && block.rows.some(isDecisionRow);
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
    draft.claim(lines, "choice", section);
    return { section, blocks, option };
  });
  const options = parts.map(({ option }) => option);
  holder.node.content.push(newChoice(holder, options, parts[0]?.section.lines), ...parts.map(({ section }) => section));
  return parts;
}

function newChoice(holder: Holder, options: Option[], lines: Lines | undefined): Choice {
  return { kind: "choice", key: "", title: holder.node.title, options, ...(lines ? { lines } : {}) };
}

/** Options of a line such as `**Decision**: [ ] Helm / [ ] Kustomize`. */
function readDecision(row: string): { title: string; options: string[] } | undefined {
  const fact = factOf(row, true);
  if (!fact || !decision.test(plainTitle(fact.name)) || fact.value.length > 2000) return undefined;
  const options = fact.value
    .split(/\[[ xX]?\]/)
    .map((part) => plainTitle(part).replace(/(?<![\s/|,;])[\s/|,;]+$/, ""))
    .filter((part) => part !== "");
  return options.length > 1 ? { title: plainTitle(fact.name), options } : undefined;
}

/** A decision line decides the choice above it; without one it is a choice itself. */
export function addDecision(draft: Draft, holder: Holder, row: string, lines: Lines): void {
  const found = readDecision(row);
  if (!found) return;
  const above = holder.node.content.findLast((each) => each.kind === "choice");
  if (above?.kind === "choice" && above.options.length === found.options.length) {
    draft.claim(lines, "choice", above, row);
    return;
  }
  const options = found.options.map(
    (title): Option => ({ key: "", title, ...(recommended.test(title) ? { recommended: true } : {}) }),
  );
  const choice = newChoice(holder, options, lines);
  holder.node.content.push(choice);
  draft.claim(lines, "choice", choice, row);
}

/** Comments in a block of commands that offer ways to do it ("# Option A: Helm", "# Using X" … "# Or Y"). */
export function addCommandChoice(holder: Holder, block: Fence): Choice | undefined {
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
  const offered = lettered.length > 1 ? lettered : either;
  if (offered.length < 2) return undefined;
  const options = offered.map(
    ({ text }): Option => ({
      key: "",
      title: bareTitle(text),
      ...(recommended.test(text) ? { recommended: true } : {}),
    }),
  );
  const choice = newChoice(holder, options, block.lines);
  holder.node.content.push(choice);
  return choice;
}

/** Once keys are known: an option takes its section, and all that stands in it, with it. */
export function bindOptions(draft: Draft): void {
  for (const [option, nodes] of draft.ofOption) option.items = nodes.map((node) => node.key);
}
