"use client";

import { ChevronRight } from "lucide-react";
import { memo, useState } from "react";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { count } from "@/lib/domain/plain-text";
import type { Code } from "@/lib/domain/template-leaves";
import { BlankLine } from "./blank-line";
import { filledWords } from "./run-words";

/** Long commands are cut until asked for, an item's sooner than a section's: the next item should stay in sight. */
const shownLines = { item: 4, section: 8 };

const cutClass = {
  item: "[&_pre]:max-h-23 [&_pre]:overflow-y-hidden",
  section: "[&_pre]:max-h-43 [&_pre]:overflow-y-hidden",
};

const names: Record<Code["use"], string> = {
  command: "Command",
  manifest: "Manifest",
  message: "Message",
  sample: "Sample",
};

/** A fenced block: commands open with a copy button, the rest folded to a line. */
export const CodePart = memo(function CodePart({ code, depth }: { code: Code; depth: number }) {
  const [whole, setWhole] = useState(false);
  const lines = code.text.split("\n");
  const label = [capital(code.purpose ?? names[code.use]), code.language].filter(Boolean).join(", ");
  const style = { marginLeft: `${depth > 0 ? 1.0625 + depth * 1.75 : 0.875}rem` };
  if (code.use !== "command") {
    return (
      <details className="group/code mr-3.5 mb-2" style={style}>
        <summary className="flex min-h-8 items-center gap-1.5 rounded-sm text-ink-2 text-sm hover:text-ink touch:min-h-11">
          <ChevronRight aria-hidden className="size-3.5 transition-transform group-open/code:rotate-90" />
          {label}, {count(lines.length, "line")}
        </summary>
        <CodeBlock text={code.text} language={code.language} label={label} />
        <BlankLine text={code.text} />
      </details>
    );
  }
  const cut = !whole && lines.length > (depth > 0 ? shownLines.item : shownLines.section) + 1;
  return (
    <div className={depth > 0 ? "mr-3.5 mb-2.5" : "mt-2 mr-3.5 mb-2.5"} style={style}>
      <CodeBlock
        text={code.text}
        label={label}
        remark={filledWords(code)}
        className={cut ? cutClass[depth > 0 ? "item" : "section"] : ""}
      />
      <BlankLine text={code.text} />
      {cut ? (
        <Button variant="ghost" size="sm" className="mt-1" onClick={() => setWhole(true)}>
          Show all {lines.length} lines
        </Button>
      ) : null}
    </div>
  );
});

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
