import { duration } from "@/lib/domain/plain-text";
import type { Stage } from "@/lib/domain/template";
import type { AnyNode } from "@/lib/domain/template-path";
import { stageWord } from "./node-badges";

/**
 * What was read from words rather than from marks, and why; null where Markdown itself says so. For a text that isn't in
 * our dialect only: there nothing is guessed.
 */
export function guessOf(node: AnyNode): string | null {
  switch (node.kind) {
    case "phase":
    case "section":
      return node.stage ? stageGuess(node.stage) : null;
    case "item":
      if (node.recurs) return `comes back because it says “${node.recurs.text}”`;
      if (node.hold) return `holds ${duration(node.hold.minutes)} because its words name that time`;
      if (node.expectation) return "a value to measure, read from its words";
      return node.optional ? "optional by its words" : null;
    case "gate":
      if (node.lines) return "a decision, because signatures are asked for here";
      return "no line asks for it; it stands where one part ends and the next begins";
    case "trigger":
      return "a rollback trigger by the heading it stands under";
    case "choice":
      return "a choice, because options stand side by side";
    case "contact":
      return "a contact by the list or table it stands in";
    case "announcement":
      return "a message to send, by the words above it";
    case "code":
      return node.use === "command" ? null : `a ${node.use}, by its language and the words around it`;
    default:
      return null;
  }
}

function stageGuess(stage: Stage): string {
  return `${stageWord[stage]}, read from its title or its place`;
}
