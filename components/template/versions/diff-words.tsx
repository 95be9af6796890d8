import { useMemo } from "react";
import { diffWords } from "@/lib/domain/word-diff";

/** Both texts in one: what went is struck through, what came underlined, so that neither needs its colour. */
export function DiffWords({ before, after }: { before: string; after: string }) {
  const runs = useMemo(() => diffWords(before, after), [before, after]);
  let at = 0;
  return runs.map(({ what, text }) => {
    const key = `${at} ${what}`;
    at += text.length;
    if (what === "same") return <span key={key}>{text}</span>;
    return what === "added" ? (
      <ins key={key} className="rounded-xs bg-go-tint px-0.5 text-go underline decoration-2 underline-offset-2">
        {text}
      </ins>
    ) : (
      <del key={key} className="rounded-xs bg-no-tint px-0.5 text-no line-through">
        {text}
      </del>
    );
  });
}
