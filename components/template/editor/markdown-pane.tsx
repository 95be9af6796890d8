"use client";

import { useEffect, useEffectEvent, useState } from "react";
import type { Problem } from "@/lib/domain/refusal";
import type { TemplateDocument } from "@/lib/domain/template";
import { MarkdownText } from "../markdown-text";
import { RefusalNotice } from "../refusal-notice";
import type { Dialect } from "./dialect";
import { useEdit, useEditStore } from "./edit-provider";

/** Milliseconds after the last key until the other side follows. */
const pause = 250;

/** The document as Markdown. Either side follows the other; while it is typed in, this one is left alone. */
export function MarkdownPane({ dialect }: { dialect: Dialect }) {
  const store = useEditStore();
  const document = useEdit((state) => state.document);
  const [text, setText] = useState(() => dialect.write(document));
  /** The document that `text` says, or said before it was typed in. */
  const [told, setTold] = useState(document);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [typed, setTyped] = useState(0);
  const follow = useEffectEvent((next: TemplateDocument) => {
    if (told === next) return;
    setText(dialect.write(next));
    setTold(next);
    setProblems([]);
  });
  const read = useEffectEvent(() => {
    const answer = dialect.read(text);
    if ("problems" in answer) {
      setProblems(answer.problems);
      return;
    }
    setProblems([]);
    setTold(answer.document);
    store.replace(answer.document, "markdown");
  });
  useEffect(() => {
    const timer = setTimeout(() => follow(document), pause);
    return () => clearTimeout(timer);
  }, [document]);
  useEffect(() => {
    if (typed === 0) return;
    const timer = setTimeout(read, pause);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <div className="flex h-full min-h-0 flex-col">
      {problems.length > 0 ? (
        <div className="border-b p-2">
          <RefusalNotice
            refusal={{
              ok: false,
              code: "invalid_input",
              message: "This can’t be read yet; the checklist beside it stays as it was.",
              problems: [...problems],
            }}
          />
        </div>
      ) : null}
      <div className="min-h-0 flex-1">
        <MarkdownText
          label="Checklist as Markdown"
          text={text}
          problems={problems}
          onText={(next) => {
            setText(next);
            setTyped((times) => times + 1);
          }}
        />
      </div>
    </div>
  );
}
