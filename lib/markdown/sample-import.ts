import type { ImportResult } from "@/lib/domain/import-report";
import type { Content, Item, Section } from "@/lib/domain/template";
import type { Gate } from "@/lib/domain/template-gate";
import { importMarkdown } from "./import";

/** Imports lines, or throws with what is wrong with them. */
export function read(...lines: string[]): ImportResult {
  const outcome = importMarkdown(lines.join("\n"));
  if (!outcome.ok) throw new Error(outcome.problems[0]?.message);
  return outcome.value;
}

type Node = Content | ImportResult["document"]["phases"][number];

/** Every node of the document in order. */
export function nodes({ document }: ImportResult): Node[] {
  const below = (node: Node): Node[] => [node, ...("content" in node ? node.content.flatMap(below) : [])];
  return document.phases.flatMap(below);
}

export function gates(result: ImportResult): Gate[] {
  return nodes(result).filter((node): node is Gate => node.kind === "gate");
}

/** The phase, section or item of that title. */
export function named(result: ImportResult, title: string): Item | Section {
  const found = nodes(result).find(
    (node): node is Item | Section => "title" in node && node.title === title && node.kind !== "gate",
  );
  if (!found) throw new Error(`no "${title}"`);
  return found;
}

/** Kind and title of each node, indented by depth. */
export function outline(result: ImportResult): string[] {
  const show = (node: Node, depth: number): string[] => {
    const title = "title" in node ? ` ${node.title}` : node.kind === "note" ? ` ${node.markdown.split("\n")[0]}` : "";
    return [
      `${"  ".repeat(depth)}${node.kind}${title}`,
      ...("content" in node ? node.content.flatMap((each) => show(each, depth + 1)) : []),
    ];
  };
  return result.document.phases.flatMap((phase) => show(phase, 0));
}
