import type { Content, Item, Phase, Section, TemplateDocument } from "@/lib/domain/template";
import type { Draft } from "./draft";
import { bareTitle } from "./inline";
import { comparable } from "./vocabulary";

type Part = Phase | Section;

/**
 * Parts under a heading "Step 3: …" without entries are steps. So is each part that has commands in a text of nothing but
 * headings over commands, or nobody could tick anything there.
 */
export function takeParts(draft: Draft, document: TemplateDocument): void {
  const phases = document.phases.filter((each) => each.kind === "phase");
  const bare = draft.boxless && !phases.some(({ content }) => content.some(isStep));
  const takes = (part: Part) => (bare && hasCommand(part)) || isNumberedStep(draft, part);
  for (const phase of phases) {
    if (told.test(comparable(phase.title))) continue;
    phase.content = phase.content.map((each) => (each.kind === "section" ? taken(draft, each, takes) : each));
    if (phase.content.some((each) => each.kind === "section" || each.kind === "item") || !takes(phase)) continue;
    const item = itemOf(draft, phase, phase.content);
    phase.content = [item];
  }
}

function taken(draft: Draft, section: Section, takes: (part: Part) => boolean): Section | Item {
  if (!section.content.some((each) => each.kind === "section")) {
    if (!takes(section)) return section;
    const item = itemOf(draft, section, section.content);
    if (section.stage !== undefined) {
      section.content = [item];
      return section;
    }
    draft.forward(section, item);
    return item;
  }
  section.content = section.content.map((each) => (each.kind === "section" ? taken(draft, each, takes) : each));
  return section;
}

const told = /\btroubleshoot|\bknown issues?\b|\bexamples?\b|\bhow to use\b|\bfaqs?\b|\bappendix\b/i;
const stepHeading =
  /^[\s>#]{0,12}(?:[^\p{L}\p{N}\s]{1,6}\s{1,2})?\**(?:(?:step|schritt|étape|etape|paso|passo|passaggio|шаг|步骤|ステップ|手順|단계)\s?#?\d|第\s?[\d一二三四五六七八九十]{1,3}\s?步|\d{1,2}\s?단계)/iu;

/** A heading that only counts: what is to be done stands below it. */
const bareStep =
  /^(?:step|schritt|étape|etape|paso|passo|passaggio|шаг|步骤|ステップ|手順|단계)\s?#?\d{1,3}\s?[:：.]?$/iu;
const boxedHeading = /^[\s>]{0,12}#{1,6}\s{1,4}(?:\[[ xX]?\]|[☐☑☒⬜])\ufe0f?\s/u;
const says = new Set<Content["kind"]>(["note", "code", "criterion"]);

/** A heading that says "Step 3", or has a box, over nothing but words and commands. */
function isNumberedStep(draft: Draft, part: Part): boolean {
  const heading = part.lines && draft.source.lines[part.lines[0] - 1];
  const asks = heading !== undefined && (stepHeading.test(heading.slice(0, 300)) || boxedHeading.test(heading));
  if (!asks || part.about !== undefined) return false;
  return part.content.length > 0 && part.content.every(({ kind }) => says.has(kind));
}

function itemOf(draft: Draft, part: Part, content: Content[]): Item {
  const { severity, optional, owner, estimate, due, dated, stated, lines } = part;
  const [told] = content;
  const named =
    bareStep.test(part.title) && told?.kind === "note" && !/\n|[|>`]/.test(told.markdown) ? told : undefined;
  const title = named && named.markdown.length <= 200 ? bareTitle(named.markdown) : part.title;
  const inside = title === part.title ? content : content.slice(1);
  const own = part.kind === "section" ? { severity, optional, owner, estimate, due, dated, stated } : {};
  const item: Item = {
    kind: "item",
    key: "",
    title,
    content: inside,
    ...JSON.parse(JSON.stringify(own)),
    ...(lines ? { lines } : {}),
  };
  draft.guess(item, "item_part");
  return item;
}

function hasCommand(part: Part): boolean {
  return (
    part.about === undefined &&
    part.stage !== "contingency" &&
    part.content.some((each) => each.kind === "code" && each.use === "command")
  );
}

function isStep(content: Content): boolean {
  return content.kind === "section" ? content.content.some(isStep) : content.kind === "item" || content.kind === "gate";
}
