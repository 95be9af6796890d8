import type { AnyNode } from "@/lib/domain/template-path";

const words: Partial<Record<string, string>> = {
  code: "code",
  trigger: "rollback trigger",
  criterion: "success criterion",
  blank: "blank to fill in",
};
const codeWords = { command: "command", manifest: "manifest", message: "message", sample: "sample" } as const;

/** What a node is called on the screens. */
export function kindWord(node: AnyNode): string {
  if (node.kind === "code") return codeWords[node.use];
  return words[node.kind] ?? node.kind;
}

/** The first words of a node, for those who hear it instead of seeing it. */
export function nodeWords(node: AnyNode): string {
  const text =
    "title" in node ? node.title : "name" in node ? node.name : "markdown" in node ? node.markdown : node.text;
  const line = text.trim().split("\n")[0] ?? "";
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
