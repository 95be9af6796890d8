import { BookOpen, Info, PencilLine, Target } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { MarkdownLine } from "@/components/ui/markdown";
import { expectationWords } from "@/lib/domain/expectation-words";
import type { Blank, Criterion, Fact, Reference } from "@/lib/domain/template-leaves";
import { Part } from "./document-parts";
import { nodeId } from "./pick";

const icon = "mt-1 size-3.5 shrink-0 text-ink-3";

/** What holds where it stands; judged with its item or gate, so there is no box. */
export function CriterionPart({ criterion: { title, expectation } }: { criterion: Criterion }) {
  return (
    <Part mark={<Target aria-hidden className={icon} />}>
      <MarkdownLine text={title} /> {expectation ? <Badge>{expectationWords(expectation)}</Badge> : null}
    </Part>
  );
}

export function ReferencePart({ reference: { markdown } }: { reference: Reference }) {
  return (
    <Part mark={<BookOpen aria-hidden className={icon} />}>
      <span className="wrap-anywhere">
        <MarkdownLine text={markdown} />
      </span>
    </Part>
  );
}

export function FactPart({ fact: { name, value } }: { fact: Fact }) {
  return (
    <Part mark={<Info aria-hidden className={icon} />}>
      <span className="text-ink-3">
        <MarkdownLine text={name} />
      </span>{" "}
      <span className="wrap-anywhere">
        <MarkdownLine text={value} />
      </span>
    </Part>
  );
}

/** Something the run asks for. */
export function BlankPart({ blank }: { blank: Blank }) {
  return (
    <Part id={nodeId(blank.key)} mark={<PencilLine aria-hidden className={icon} />}>
      <MarkdownLine text={blank.title} /> <Badge tone="accent">to fill in</Badge>
      {blank.name && blank.name !== blank.title ? <code className="text-ink-2 text-xs"> {blank.name}</code> : null}
      {blank.example ? <p className="text-ink-2 text-xs wrap-anywhere">{blank.example}</p> : null}
    </Part>
  );
}
