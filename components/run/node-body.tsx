import type { ReactNode } from "react";
import type { Severity } from "@/lib/domain/severity";
import type { Content, Item, Section } from "@/lib/domain/template";
import type { DocumentIndex } from "@/lib/domain/template-tree";
import { ItemRow } from "./item-row";
import { AnnouncementPart } from "./part-announcement";
import { ChoicePart } from "./part-choice";
import { CodePart } from "./part-code";
import { ContactsPart } from "./part-contacts";
import { EntryPart, entryKey } from "./part-entry";
import { GatePart } from "./part-gate";
import { NotePart } from "./part-note";
import { TriggerPart } from "./part-trigger";
import { ShownWhen } from "./shown-when";
import { SubsectionHeader } from "./subsection-header";
import { UnmetLine } from "./unmet-line";

type Props = {
  content: readonly Content[];
  index: DocumentIndex;
  /** Sub-items are indented by it. */
  depth: number;
  /** Severity the card already says; only what differs is marked. */
  severity: Severity;
};

/** The content of a section or item in the order of the source; contacts that follow each other become one table. */
export function NodeBody({ content, index, depth, severity }: Props): ReactNode {
  return groupParts(content).map((part) => {
    if ("contacts" in part) return <ContactsPart key={`contacts-${part.contacts[0]?.name}`} contacts={part.contacts} />;
    if ("left" in part)
      return <UnmetLine key={`unmet-${part.left[0]?.key}`} parts={part.left} index={index} depth={depth} />;
    if (part.kind === "item") return <ItemNode key={part.key} item={part} {...{ index, depth, severity }} />;
    if (part.kind === "section") return <Subsection key={part.key} section={part} {...{ index, depth, severity }} />;
    if (part.kind === "note") return <NotePart key={keyOf(part, part.markdown)} note={part} depth={depth} />;
    if (part.kind === "code") return <CodePart key={keyOf(part, part.text)} code={part} depth={depth} />;
    if (part.kind === "gate") return <GatePart key={part.key} gate={part} />;
    if (part.kind === "trigger") return <TriggerPart key={part.key} trigger={part} />;
    if (part.kind === "choice") return <ChoicePart key={part.key} choice={part} />;
    if (part.kind === "announcement") return <AnnouncementPart key={part.key} announcement={part} />;
    return <EntryPart key={entryKey(part)} entry={part} depth={depth} />;
  });
}

function ItemNode({
  item,
  index,
  depth,
  severity,
}: {
  item: Item;
  index: DocumentIndex;
  depth: number;
  severity: Severity;
}) {
  const place = index.items.get(item.key);
  if (!place) return null;
  return (
    <ShownWhen nodeKey={item.key}>
      <ItemRow place={place} depth={depth} differs={place.leaf && place.severity !== severity} />
      <NodeBody content={item.content} index={index} depth={depth + 1} severity={severity} />
    </ShownWhen>
  );
}

function Subsection({
  section,
  index,
  depth,
  severity,
}: {
  section: Section;
  index: DocumentIndex;
  depth: number;
  severity: Severity;
}) {
  return (
    <ShownWhen nodeKey={section.key}>
      <SubsectionHeader
        section={section}
        depth={depth}
        differs={section.severity !== undefined && section.severity !== severity}
      />
      <NodeBody content={section.content} index={index} depth={depth} severity={section.severity ?? severity} />
    </ShownWhen>
  );
}

type Contact = Extract<Content, { kind: "contact" }>;

type Conditional = Extract<Content, { kind: "item" | "section" | "gate" | "announcement" }>;
type Part = Exclude<Content, Contact> | { contacts: Contact[] } | { left: Conditional[] };

/** Contacts that follow each other, and what this run leaves out side by side for one reason, as one part each. */
function groupParts(content: readonly Content[]): Part[] {
  const parts: Part[] = [];
  for (const part of content) {
    const last = parts.at(-1);
    if (part.kind === "contact") {
      if (last && "contacts" in last) last.contacts.push(part);
      else parts.push({ contacts: [part] });
    } else if ("unmet" in part && part.unmet !== undefined) {
      if (last && "left" in last && last.left[0]?.unmet === part.unmet) last.left.push(part);
      else parts.push({ left: [part] });
    } else parts.push(part);
  }
  return parts;
}

function keyOf(part: { lines?: readonly [number, number] | undefined }, text: string): string {
  return part.lines ? `lines-${part.lines[0]}` : text;
}
