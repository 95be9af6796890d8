import { Undo2 } from "lucide-react";
import { IconButton } from "@/components/ui/button";
import type { TemplateDocument } from "@/lib/domain/template";
import { factWords } from "./fact-words";

type Fact = TemplateDocument["metadata"][number];

/** The lines about the whole checklist that were read to mean something, each with a way to say that it doesn't. */
export function FactsRead({ facts, onForget }: { facts: readonly Fact[]; onForget: (fact: Fact) => void }) {
  const read = facts.filter(({ means }) => means !== undefined);
  if (read.length === 0) return null;
  return (
    <section
      aria-label="About the whole checklist"
      className="max-h-40 shrink-0 overflow-auto border-line border-b p-2"
    >
      <h3 className="eyebrow px-2 pb-1">About the whole checklist</h3>
      <ul>
        {read.map((fact) => {
          const word = fact.means ? factWords[fact.means] : "";
          return (
            <li
              key={`${fact.name} ${fact.lines?.[0] ?? ""}`}
              className="flex items-center gap-2 rounded-md py-0.5 pr-2 pl-2 text-sm hover:bg-hover"
            >
              <span className="min-w-0 flex-1 truncate">
                <span className="text-ink-2">{fact.name}</span> {fact.value}
              </span>
              <span className="shrink-0 text-ink-3 text-xs">{word}</span>
              {fact.lines ? (
                <IconButton
                  size="sm"
                  label={`Not the ${word}: keep “${fact.name}” as a plain fact`}
                  onClick={() => onForget(fact)}
                >
                  <Undo2 aria-hidden className="size-3.5" />
                </IconButton>
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
