import type { Content } from "./template";
import type { Contact } from "./template-leaves";
import type { Lines } from "./template-node";
import type { AnyNode } from "./template-path";
import { itemsOf, wordsOf } from "./template-words";

/** People to call, one for each entry of a list or line of a block; empty where nobody can be named. */
export function contactsFrom(node: AnyNode, taken: Set<string>): Content[] {
  const lines: { lines?: Lines } = node.lines ? { lines: node.lines } : {};
  if (node.kind === "code") {
    const found = contactsOf(node.text.split("\n"), lines);
    return found.length > 0 && node.purpose
      ? [{ kind: "note", markdown: `**${node.purpose}**`, ...lines }, ...found]
      : found;
  }
  if (["phase", "section", "gate", "announcement", "choice", "contact"].includes(node.kind)) return [];
  if (node.kind === "note") {
    if (/^\s*\|/.test(node.markdown)) return [];
    return itemsOf(node, taken).flatMap(({ title, content, lines: at }) => [
      ...contactsOf([title], at ? { lines: at } : {}),
      ...content,
    ]);
  }
  const { title, rest } = wordsOf(node);
  return [...contactsOf([title], lines), ...rest];
}

function contactsOf(rows: readonly string[], lines: { lines?: Lines }): Contact[] {
  return rows.flatMap((row) => {
    const [name, channel] = partsOf(row.trim());
    return name === "" ? [] : [{ kind: "contact" as const, name, channel, ...lines }];
  });
}

/** `**On-call**: +41 …`, `On-call: …`, `On-call - …`; else all of it is the name. */
function partsOf(text: string): [string, string] {
  const bold = text.startsWith("**") ? text.indexOf("**", 2) : -1;
  if (bold > 2)
    return [
      text.slice(2, bold).replace(/:$/, "").trim(),
      text
        .slice(bold + 2)
        .replace(/^:/, "")
        .trim(),
    ];
  const sign = /:\s|\s[-–—|]\s/.exec(text);
  if (!sign || sign.index === 0) return [text, ""];
  return [text.slice(0, sign.index).trim(), text.slice(sign.index + sign[0].length).trim()];
}
