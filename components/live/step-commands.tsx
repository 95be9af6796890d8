"use client";

import { CodeBlock } from "@/components/ui/code-block";
import { Markdown } from "@/components/ui/markdown";
import { plainText } from "@/lib/domain/plain-text";
import type { Content } from "@/lib/domain/template";
import type { Code } from "@/lib/domain/template-leaves";
import { findNode, type ItemPlace, indexDocument } from "@/lib/domain/template-tree";
import { BlankLine } from "../run/blank-line";
import { useRun } from "../run/run-provider";
import { filledWords } from "../run/run-words";

/** What to run, filled in with what the run knows; a step without commands of its own shows those of the nearest part above it. */
export function StepCommands({ leaf }: { leaf: ItemPlace }) {
  const index = useRun(({ snapshot }) => indexDocument(snapshot.document));
  const own = commandsIn(leaf.item.content);
  const above = leaf.above.map((key) => commandsIn(findNode(index, key)?.content ?? []));
  const commands = own.length > 0 ? own : (above.findLast((found) => found.length > 0) ?? []);
  const notes = leaf.item.content.filter((part) => part.kind === "note");
  const decided = useDecided(leaf);
  if (commands.length === 0 && notes.length === 0) return null;
  return (
    <section aria-label="What to do" className="flex min-w-0 flex-col gap-3">
      <h4 className="eyebrow">
        {own.length > 0 || commands.length === 0 ? "What to do" : "What to run in this section"}
      </h4>
      {decided.map(({ key, words }) => (
        <p key={key} className="font-strong text-sm">
          {words}
        </p>
      ))}
      {notes.map((note) => (
        <Markdown key={note.markdown} text={note.markdown} className="text-sm" />
      ))}
      {commands.map((code) => (
        <div key={code.lines?.[0] ?? code.text}>
          <CodeBlock
            text={code.text}
            label={code.purpose ?? "Command"}
            remark={filledWords(code)}
            className="[&_pre]:text-sm"
          />
          <BlankLine text={code.text} />
        </div>
      ))}
    </section>
  );
}

function commandsIn(content: readonly Content[]): Code[] {
  return content.filter((part) => part.kind === "code").filter(({ use }) => use === "command");
}

/** Choices without steps of their own, taken or not, in the parts around this one: they say which of its commands to run. */
function useDecided({ above }: ItemPlace): { key: string; words: string }[] {
  const index = useRun(({ snapshot }) => indexDocument(snapshot.document));
  const taken = useRun(({ snapshot }) => snapshot.choices);
  return index.choices
    .filter((place) => place.above.every((key, at) => above[at] === key))
    .filter(({ leaves }) => [...leaves.values()].every((orders) => orders.size === 0))
    .map(({ choice: { key, title, options } }) => {
      const option = options.find((each) => each.key === taken.find((row) => row.key === key)?.option);
      return { key, words: `${plainText(title)}: ${option ? plainText(option.title) : "not decided yet"}` };
    });
}
