import { canonicalJson } from "./canonical-json";
import type { Uncaptured } from "./captured-values";
import { sha256Hex } from "./digest";
import { assignedIn } from "./shell-assignment";
import type { Content, Item } from "./template";
import { namesIn } from "./variable";

/** A part of the checklist with what stands right in it; the introduction has no title. */
export type Worded = { title?: string; content: readonly Content[] } & Partial<
  Pick<Item, "checklist" | "capture" | "checks">
>;

type Digests = { commands?: string | undefined; instructions?: string | undefined };
type Words = { commands: unknown[]; instructions: unknown[] };

const known = new WeakMap<Worded["content"], Digests>();

/** Digests of what a part says by itself, without its items and sections; runs share them where no answer changed a word. */
export function ownWords(node: Worded): Digests {
  const bare = node.checklist === undefined && node.capture === undefined && node.checks === undefined;
  let digests = bare ? known.get(node.content) : undefined;
  if (!digests) {
    const { commands, instructions } = wordsOf(node);
    digests = {
      ...(commands.length > 0 ? { commands: sha256Hex(canonicalJson(commands)) } : {}),
      ...(instructions.length > 0 ? { instructions: sha256Hex(canonicalJson(instructions)) } : {}),
    };
    if (bare) known.set(node.content, digests);
  }
  return digests;
}

function wordsOf({ content, checklist, capture, checks }: Worded): Words {
  const words: Words = { commands: [], instructions: [] };
  for (const [name, value] of Object.entries({ checklist, capture, checks }))
    if (value !== undefined) words.instructions.push([name, value]);
  for (const part of content) {
    if (part.kind === "code" && part.use === "command") {
      words.commands.push([part.language ?? null, part.purpose ?? null, part.text]);
    } else words.instructions.push(...said(part));
  }
  return words;
}

/** Who is called, what is told, and gates and triggers are no instructions: they are decided and judged by themselves. */
function said(part: Content): unknown[] {
  switch (part.kind) {
    case "note":
      return [["note", part.markdown]];
    case "code":
      return [["code", part.use, part.language ?? null, part.purpose ?? null, part.text]];
    case "criterion":
      return [["criterion", part.title, part.expectation ?? null]];
    case "reference":
      return [["reference", part.markdown, part.target ?? null, part.range ?? null]];
    case "blank":
      return [["blank", part.key, part.title]];
    case "choice":
      return [["choice", part.key, part.title, part.options.map(({ key, title, markdown }) => [key, title, markdown])]];
    default:
      return [];
  }
}

/** `name:sha256` of each captured value whose variable is named in these words, sorted. */
export function valuesIn(
  nodes: readonly Worded[],
  intro: Worded["content"],
  { values, use: { spellings, shell } }: Uncaptured,
): string[] {
  if (values.size === 0) return [];
  const names = new Set<string>();
  for (const node of [...nodes, { content: intro }]) {
    const words = wordsOf(node);
    const text = JSON.stringify([node.title ?? "", words]);
    for (const name of namesIn(text)) names.add(name);
    for (const [written, name] of spellings) if (text.includes(JSON.stringify(written).slice(1, -1))) names.add(name);
    for (const part of node.content) {
      if (part.kind !== "code" || part.use !== "command") continue;
      for (const assigned of assignedIn(part.text, part.language)) names.add(shell.get(assigned) ?? "");
    }
  }
  return [...values].flatMap(([name, value]) => (names.has(name) ? [`${name}:${sha256Hex(value)}`] : [])).sort();
}
