"use client";

import { CodeBlock } from "@/components/ui/code-block";
import { Markdown } from "@/components/ui/markdown";
import { expectationWords } from "@/lib/domain/expectation-words";
import { expectationsOf, type ItemPlace } from "@/lib/domain/template-tree";
import { MeasureField } from "../run/measure-field";

/** What is to be seen when it went well; what has a threshold is measured and judged here. */
export function StepExpected({ leaf }: { leaf: ItemPlace }) {
  const { content } = leaf.item;
  const measured = expectationsOf(leaf.item);
  const said = content.filter((part) => part.kind === "criterion").filter(({ expectation }) => !expectation);
  const samples = content.filter((part) => part.kind === "code").filter(({ use }) => use !== "command");
  if (said.length + samples.length + measured.length === 0) return null;
  return (
    <section aria-label="What to see" className="flex min-w-0 flex-col gap-3">
      <h4 className="eyebrow">What to see</h4>
      {said.map(({ title }) => (
        <Markdown key={title} text={title} className="text-sm" />
      ))}
      {samples.map((code) => (
        <CodeBlock
          key={code.lines?.[0] ?? code.text}
          text={code.text}
          label={code.purpose ?? "Expected"}
          copy={false}
        />
      ))}
      {measured.map((expectation) => (
        <MeasureField key={expectationWords(expectation)} itemKey={leaf.key} expectation={expectation} />
      ))}
    </section>
  );
}
