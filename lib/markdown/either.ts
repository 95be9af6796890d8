import type { Content, Phase, Section, TemplateDocument } from "@/lib/domain/template";
import type { Choice } from "@/lib/domain/template-leaves";
import { isOptionTitle, isRecommended } from "./choices";
import type { Draft } from "./draft";
import { plainTitle } from "./inline";
import { shorten } from "./shorten";

type Part = Phase | Section;
type Option = Choice["options"][number];

const otherWay = /^OR[,:]?\s|^(?:or|oder|ou|o|или)\s(?:else|alternatively)\b|^alternatively\b/;
const skipping = /\bwithout\b|\bskip\b|\bdeploy now\b/i;

/** Items that are two ways to one step ("… or migrations ran"), and what belongs to skipping something or not. */
export function readEither(draft: Draft, document: TemplateDocument): void {
  for (const phase of document.phases) {
    if (phase.kind !== "phase") continue;
    bindSkipped(draft, document, phase);
    offerSections(draft, phase);
    readPart(draft, phase);
  }
}

/** Sections "Option A: …", "Option B: …" one after another are options of a choice in front of them. */
function offerSections(draft: Draft, part: Part): void {
  for (let at = 0; at < part.content.length; at += 1) {
    const first = part.content[at];
    if (first?.kind !== "section") continue;
    offerSections(draft, first);
    if (!isOptionTitle(first.title) || isTaken(draft, first)) continue;
    const rest = part.content.slice(at);
    const end = rest.findIndex((each) => each.kind !== "section" || !isOptionTitle(each.title));
    const sections = (end < 0 ? rest : rest.slice(0, end)).filter((each) => each.kind === "section");
    if (sections.length < 2) continue;
    const options = sections.map((section): Option => {
      const option: Option = {
        key: "",
        title: section.title,
        ...(isRecommended(section.title) ? { recommended: true } : {}),
      };
      draft.addToOption(option, section);
      return option;
    });
    const lines = first.lines ? { lines: first.lines } : {};
    const choice: Choice = { kind: "choice", key: "", title: part.title, options, ...lines };
    part.content.splice(at, 0, choice);
    draft.guess(choice, "choice_options");
    for (const section of sections.slice(1)) offerSections(draft, section);
    at += sections.length;
  }
}

function isTaken(draft: Draft, section: Section): boolean {
  return [...draft.ofOption.values()].some((nodes) => nodes.includes(section));
}

function readPart(draft: Draft, part: { content: Content[] }): void {
  for (let at = 0; at < part.content.length; at += 1) {
    const each = part.content[at];
    if (each?.kind === "section" || each?.kind === "item") readPart(draft, each);
    const before = part.content[at - 1];
    if (each?.kind !== "item" || before?.kind !== "item" || !otherWay.test(plainTitle(each.title))) continue;
    const options = [before, each].map((item): Option => {
      const option: Option = { key: "", title: item.title };
      draft.addToOption(option, item);
      return option;
    });
    const lines = each.lines && before.lines ? { lines: [before.lines[0], each.lines[1]] as [number, number] } : {};
    const choice: Choice = { kind: "choice", key: "", title: before.title, either: true, options, ...lines };
    part.content.splice(at - 1, 0, choice);
    draft.guess(choice, "choice_either");
    at += 1;
  }
}

/** A choice whether to skip what stands before it: those sections belong to the option that doesn't, the risks to the one that does. */
function bindSkipped(draft: Draft, document: TemplateDocument, part: Part): void {
  for (const [at, each] of part.content.entries()) {
    if (each.kind !== "section") continue;
    bindSkipped(draft, document, each);
    const choice = each.content.find((content): content is Choice => content.kind === "choice");
    if (choice?.options.length !== 2 || !/\bskip\b/i.test(each.title)) continue;
    const skips = choice.options.find(({ title }) => skipping.test(title));
    const does = choice.options.find((option) => option !== skips);
    if (!skips || !does) continue;
    const before = part.content.slice(0, at).filter((content) => content.kind === "section");
    for (const section of before) draft.addToOption(does, section);
    const risks = document.phases.flatMap((phase) => (phase.kind === "phase" ? risksIn(phase.content) : []));
    if (risks.length > 0 && skips.markdown === undefined) skips.markdown = risks.join("\n");
    const title = before.map((section) => section.title).join(", ");
    if (choice.lines && title) draft.remark(choice.lines, { note: shorten(`"${title}" belongs to it`, 300) });
  }
}

/** What a list says under "If we skip …:". */
function risksIn(content: Content[]): string[] {
  return content.flatMap((each, at) => {
    if (each.kind === "section") return risksIn(each.content);
    const lead = content[at - 1];
    const led = lead?.kind === "note" && /^\**if (?:we |you )?skip/i.test(lead.markdown);
    return each.kind === "note" && led ? [each.markdown] : [];
  });
}
