import type { Content, Item, Phase, Section, TemplateDocument } from "@/lib/domain/template";
import type { Draft } from "./draft";

/** A text of nothing but headings over commands: each part that has commands is one step, or nobody could tick anything. */
export function takeParts(draft: Draft, document: TemplateDocument): void {
  const phases = document.phases.filter((each) => each.kind === "phase");
  if (!draft.boxless || phases.some(({ content }) => content.some(isStep))) return;
  for (const phase of phases) {
    phase.content = phase.content.map((each) => (each.kind === "section" ? taken(draft, each) : each));
    if (phase.content.some((each) => each.kind === "section" || each.kind === "item") || !hasCommand(phase)) continue;
    const item = itemOf(draft, phase, phase.content);
    phase.content = [item];
  }
}

function taken(draft: Draft, section: Section): Section | Item {
  if (!section.content.some((each) => each.kind === "section")) {
    if (!hasCommand(section)) return section;
    const item = itemOf(draft, section, section.content);
    draft.forward(section, item);
    return item;
  }
  section.content = section.content.map((each) => (each.kind === "section" ? taken(draft, each) : each));
  return section;
}

function itemOf(draft: Draft, part: Phase | Section, content: Content[]): Item {
  const { title, severity, optional, owner, estimate, due, dated, stated, lines } = part;
  const own = part.kind === "section" ? { severity, optional, owner, estimate, due, dated, stated } : {};
  const item: Item = {
    kind: "item",
    key: "",
    title,
    content,
    ...JSON.parse(JSON.stringify(own)),
    ...(lines ? { lines } : {}),
  };
  draft.guess(item, "item_part");
  return item;
}

function hasCommand(part: Phase | Section): boolean {
  return (
    part.about === undefined &&
    part.stage !== "contingency" &&
    part.content.some((each) => each.kind === "code" && each.use === "command")
  );
}

function isStep(content: Content): boolean {
  return content.kind === "section" ? content.content.some(isStep) : content.kind === "item" || content.kind === "gate";
}
