import { CodeBlock } from "@/components/ui/code-block";
import { Markdown } from "@/components/ui/markdown";
import type { Content, Section } from "@/lib/domain/template";
import type { Code } from "@/lib/domain/template-leaves";
import { BlankPart, CriterionPart, FactPart, ReferencePart } from "./document-entries";
import { DocumentGate } from "./document-gate";
import { DocumentItem } from "./document-item";
import { AnnouncementPart, ChoicePart, ContactPart, TriggerPart } from "./document-parts";
import { NodeBadges } from "./node-badges";
import { NodeTitle } from "./node-title";
import { nodeId, type Pick } from "./pick";

type Props = { content: readonly Content[]; depth: 3 | 4 | 5 | 6; pick: Pick | undefined };

/** What stands inside a phase, section or item, in order. */
export function ContentList({ content, depth, pick }: Props) {
  return content.map((part, index) => <ContentPart key={partKey(part, index)} part={part} depth={depth} pick={pick} />);
}

/** One of them, with what stands in it. */
export function ContentPart({ part, depth, pick }: { part: Content; depth: Props["depth"]; pick: Pick | undefined }) {
  switch (part.kind) {
    case "note":
      return <Markdown text={part.markdown} className="py-1.5 text-ink-2 text-sm" />;
    case "code":
      return <CodePart code={part} />;
    case "item":
      return <DocumentItem item={part} depth={depth} pick={pick} />;
    case "section":
      return <SectionPart section={part} depth={depth} pick={pick} />;
    case "gate":
      return (
        <div className="py-2">
          <DocumentGate gate={part} pick={pick} />
        </div>
      );
    case "trigger":
      return <TriggerPart trigger={part} pick={pick} />;
    case "choice":
      return <ChoicePart choice={part} pick={pick} />;
    case "contact":
      return <ContactPart contact={part} />;
    case "announcement":
      return <AnnouncementPart announcement={part} pick={pick} />;
    case "criterion":
      return <CriterionPart criterion={part} />;
    case "reference":
      return <ReferencePart reference={part} />;
    case "fact":
      return <FactPart fact={part} />;
    case "blank":
      return <BlankPart blank={part} />;
  }
}

function SectionPart({ section, depth, pick }: { section: Section; depth: Props["depth"]; pick: Pick | undefined }) {
  const deeper = Math.min(depth + 1, 6) as Props["depth"];
  return (
    <section id={nodeId(section.key)} className="mt-2.5 border-t pt-2.5 first:mt-0 first:border-t-0 first:pt-0">
      <header className="flex flex-wrap items-center gap-x-2 gap-y-1 pb-1">
        <NodeTitle node={section} level={depth} pick={pick} className="font-strong text-base" />
        <NodeBadges node={section} />
      </header>
      <ContentList content={section.content} depth={deeper} pick={pick} />
    </section>
  );
}

const useWord: Record<Code["use"], string> = {
  command: "Command",
  manifest: "Manifest",
  message: "Message",
  sample: "Sample",
};

function CodePart({ code }: { code: Code }) {
  const label = [useWord[code.use], code.purpose, code.language].filter(Boolean).join(", ");
  return <CodeBlock text={code.text} label={label} copy={code.use !== "sample"} className="my-2" />;
}

function partKey(part: Content, index: number): string {
  return "key" in part ? part.key : `${part.kind} ${part.lines?.[0] ?? index}`;
}
