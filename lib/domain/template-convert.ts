import { freshKey, takenKeys } from "./node-key";
import type { Attributes, Code, Content, Item, Lines, Note, Phase, Section, Stage, TemplateDocument } from "./template";
import { stages } from "./template";
import { type AnyNode, type NodePath, nodeAt, splicePath } from "./template-path";

/** What a node can be made into. `plain` = without its hold, schedule, expectation or optional; `nothing` = taken out. */
export type Conversion =
  | "note"
  | "item"
  | "section"
  | "phase"
  | "trigger"
  | "announcement"
  | "gate"
  | Code["use"]
  | `stage ${Stage | "none"}`
  | "plain"
  | "nothing";

const kinds: readonly Conversion[] = ["item", "note", "section", "phase", "command", "trigger", "announcement", "gate"];
const codeUses: readonly Code["use"][] = ["command", "manifest", "message", "sample"];

/** What the node at a path can be made into, what it is left out. */
export function conversionsOf(document: TemplateDocument, path: NodePath): Conversion[] {
  const node = nodeAt(document, path);
  if (!node) return [];
  const found: Conversion[] = [];
  if (node.kind === "code") found.push(...codeUses.filter((use) => use !== node.use));
  found.push(...kinds.filter((to) => to !== node.kind && !found.includes(to)));
  if (node.kind === "code") found.splice(found.indexOf("command", codeUses.length), 0);
  if (node.kind === "item" && (node.hold || node.recurs || node.expectation || node.optional)) found.push("plain");
  if (node.kind === "phase" || node.kind === "section")
    found.push(
      ...([...stages, "none"] as const)
        .filter((to) => to !== (node.stage ?? "none"))
        .map((to) => `stage ${to}` as const),
    );
  // A gate that no line asks for holds no word of the text, so that taking it out loses none.
  if (node.kind === "gate" && !node.lines && node.signoffs.length === 0) found.push("nothing");
  return found.filter((to) => convertNode(document, path, to) !== undefined);
}

/** The document with one node made into something else. Every word of it stays; undefined where it can't stand there. */
export function convertNode(document: TemplateDocument, path: NodePath, to: Conversion): TemplateDocument | undefined {
  const node = nodeAt(document, path);
  if (!node) return undefined;
  if (to === "nothing") return splicePath(document, path, 1, []);
  if (to === "plain") return node.kind === "item" ? splicePath(document, path, 1, [plainItem(node)]) : undefined;
  if (to.startsWith("stage ")) return restaged(document, path, node, to.slice(6) as Stage | "none");
  if (node.kind === "code" && codeUses.includes(to as Code["use"]))
    return splicePath(document, path, 1, [{ ...node, use: to as Code["use"] }]);
  if (to === "phase") return toPhase(document, path, node);
  const made = remade(node, to, takenKeys(document));
  if (made.length === 0) return undefined;
  if (path.length > 1) return splicePath(document, path, 1, made);
  return node.kind === "gate" && to === "gate" ? undefined : fromTop(document, path, made);
}

function plainItem({ hold, recurs, expectation, optional, ...item }: Item): Item {
  return item;
}

function restaged(document: TemplateDocument, path: NodePath, node: AnyNode, stage: Stage | "none") {
  if (node.kind !== "phase" && node.kind !== "section") return undefined;
  const { stage: _, ...rest } = node;
  return splicePath(document, path, 1, [stage === "none" ? rest : { ...rest, stage }]);
}

/** A section begins a phase of its own: what follows it in its phase goes with it, as after a heading. */
function toPhase(document: TemplateDocument, path: NodePath, node: AnyNode): TemplateDocument | undefined {
  const [top = 0, at] = path;
  const holder = document.phases[top];
  if (path.length !== 2 || at === undefined || holder?.kind !== "phase") return undefined;
  const [first, ...more] = remade(node, "section", takenKeys(document));
  if (first?.kind !== "section") return undefined;
  const phase: Phase = {
    ...first,
    kind: "phase",
    content: [...first.content, ...more, ...holder.content.slice(at + 1)],
  };
  return splicePath(document, [top], 1, [{ ...holder, content: holder.content.slice(0, at) }, phase]);
}

/** What stands at the top and is no phase any more goes to the end of the phase before it, else to the next one's start. */
function fromTop(
  document: TemplateDocument,
  [top = 0]: NodePath,
  made: readonly Content[],
): TemplateDocument | undefined {
  const before = document.phases[top - 1];
  const after = document.phases[top + 1];
  if (before?.kind === "phase")
    return splicePath(document, [top - 1], 2, [{ ...before, content: [...before.content, ...made] }]);
  if (after?.kind === "phase")
    return splicePath(document, [top], 2, [{ ...after, content: [...made, ...after.content] }]);
  return undefined;
}

/** The words of a node: a title and what else it says, as content. */
type Words = { key: string | undefined; title: string; rest: Content[]; attributes: Attributes };

function remade(node: AnyNode, to: Conversion, taken: Set<string>): Content[] {
  const lines: { lines?: Lines } = node.lines ? { lines: node.lines } : {};
  if (node.kind === "note" && to === "item") return itemsOf(node, taken);
  const { key, title, rest, attributes } = wordsOf(node);
  const keyed = () => ({ key: key ?? freshKey(taken, title, to), title, ...lines });
  switch (to) {
    case "note":
      return [{ kind: "note", markdown: noteText(node, title), ...lines }, ...rest];
    case "item":
      return [{ kind: "item", ...keyed(), ...attributes, content: rest }];
    case "section":
      return [{ kind: "section", ...keyed(), ...attributes, content: rest }];
    case "trigger":
      return [{ kind: "trigger", ...keyed(), tier: "rollback" }, ...rest];
    case "gate":
      // A gate without lines counts as nobody's words and may be taken out: made of what somebody wrote, those would go.
      if (!node.lines) return [];
      return [{ kind: "gate", ...keyed(), asks: "approve", signoffs: [] }, ...rest];
    case "announcement":
      return [
        {
          kind: "announcement",
          ...keyed(),
          title: node.kind === "code" ? (node.purpose ?? "Message") : title,
          moment: "",
          text: plainBody(node, title),
        },
        ...(node.kind === "code" || node.kind === "note" ? [] : rest),
      ];
    case "command":
    case "manifest":
    case "message":
    case "sample":
      if (node.kind === "announcement") {
        const purpose = [title, node.moment].filter(Boolean).join(", ").slice(0, 200);
        return [{ kind: "code", use: to, purpose, text: node.text, ...lines }];
      }
      return [{ kind: "code", use: to, text: plainBody(node, title), ...lines }, ...rest];
    default:
      return [];
  }
}

/** A phase or section that is no heading any more still reads as one. */
function noteText(node: AnyNode, title: string): string {
  if (node.kind === "note") return node.markdown;
  if (node.kind === "code") return `\`\`\`${node.language ?? ""}\n${node.text}\n\`\`\``;
  if (node.kind === "phase" || node.kind === "section" || node.kind === "gate" || node.kind === "choice")
    return `**${title}**`;
  if (node.kind === "item") return `- [${node.checked ? "x" : " "}] ${title}`;
  return title;
}

function plainBody(node: AnyNode, title: string): string {
  if (node.kind === "note") return node.markdown;
  return node.kind === "code" || node.kind === "announcement" ? node.text : title;
}

function note(markdown: string | undefined): Note[] {
  return markdown?.trim() ? [{ kind: "note", markdown }] : [];
}

function wordsOf(node: AnyNode): Words {
  const none = { attributes: {} };
  switch (node.kind) {
    case "phase":
    case "section":
    case "item":
      return { key: node.key, title: node.title, rest: node.content, attributes: attributesOf(node) };
    case "note": {
      const [first = "", ...more] = node.markdown.split("\n");
      const title = first.replace(/^\s*(?:[-*+]|\d{1,9}[.)]|>|#{1,6})\s+/, "").replace(/^\*\*([^*]+)\*\*:?$/, "$1");
      return { key: undefined, title, rest: note(more.join("\n")), ...none };
    }
    case "code":
      return { key: undefined, title: node.purpose ?? node.text.split("\n")[0] ?? "", rest: [node], ...none };
    case "trigger":
      return { key: node.key, title: node.title, rest: note(node.reactionText), ...none };
    case "contact":
      return { key: undefined, title: `**${node.name}**: ${node.channel}`, rest: [], ...none };
    case "criterion":
      return { key: undefined, title: node.title, rest: [], ...none };
    case "reference":
      return { key: undefined, title: node.markdown, rest: [], ...none };
    case "fact":
      return { key: undefined, title: `**${node.name}**: ${node.value}`, rest: [], ...none };
    case "blank":
      return { key: node.key, title: node.title, rest: note(node.example), ...none };
    case "announcement":
      return {
        key: node.key,
        title: node.title,
        rest: [{ kind: "code", use: "message", text: node.text, ...(node.moment ? { purpose: node.moment } : {}) }],
        ...none,
      };
    case "choice":
      return {
        key: node.key,
        title: node.title,
        rest: node.options.map((option) => ({
          kind: "item",
          key: option.key,
          title: option.title,
          content: note(option.markdown),
        })),
        ...none,
      };
    case "gate":
      return {
        key: node.key,
        title: node.title,
        rest: node.signoffs.map(({ key, roles, wording, lines }) => ({
          kind: "item",
          key,
          title: `${roles.join(" or ")}${wording ? `: ${wording}` : ""}`,
          content: [],
          ...(lines ? { lines } : {}),
        })),
        ...none,
      };
  }
}

/** What all of them may carry; the others' own go, as where they go they would mean nothing. */
function attributesOf(node: Phase | Section | Item): Attributes {
  const own = new Set(["kind", "key", "title", "content", "lines", ...ownOf[node.kind]]);
  return Object.fromEntries(Object.entries(node).filter(([name, value]) => !own.has(name) && value !== undefined));
}

const ownOf: Record<"phase" | "section" | "item", readonly string[]> = {
  phase: ["stage", "about"],
  section: ["stage", "about"],
  item: ["checked", "expectation", "hold", "recurs", "checklist", "capture", "checks"],
};

/** Each entry of a list becomes an item of its own, what is indented below it a note there; other text one item. */
function itemsOf(source: Note, taken: Set<string>): Item[] {
  const entry = /^(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s*)?/;
  const rows = source.markdown.split("\n");
  const isList = entry.test(rows[0] ?? "");
  const items: { title: string; below: string[]; line: number }[] = [];
  for (const [at, row] of rows.entries()) {
    const mark = entry.exec(row)?.[0].length;
    const title =
      mark === undefined ? (at === 0 ? row.trim() : undefined) : isList || at === 0 ? row.slice(mark) : undefined;
    if (title !== undefined) items.push({ title, below: [], line: at });
    else items.at(-1)?.below.push(row);
  }
  const first = source.lines?.[0];
  return items.map(({ title, below, line }) => ({
    kind: "item",
    key: freshKey(taken, title, "item"),
    title,
    ...(first === undefined ? {} : { lines: [first + line, first + line + below.length] satisfies Lines }),
    content: note(dedent(below)),
  }));
}

function dedent(rows: readonly string[]): string {
  const depth = Math.min(...rows.filter((row) => row.trim()).map((row) => row.length - row.trimStart().length), 99);
  return rows
    .map((row) => row.slice(depth))
    .join("\n")
    .replace(/^\n+/, "")
    .trimEnd();
}
