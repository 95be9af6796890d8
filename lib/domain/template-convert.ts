import type { Without } from "./import-guess";
import { freshKey, takenKeys } from "./node-key";
import type { Content, Item, Phase, Stage, TemplateDocument } from "./template";
import { stages } from "./template";
import { choiceFrom } from "./template-convert-choice";
import { contactsFrom } from "./template-convert-contact";
import type { Code, Fact, Trigger } from "./template-leaves";
import type { Lines } from "./template-node";
import { type AnyNode, type NodePath, nodeAt, splicePath } from "./template-path";
import { itemsOf, noteText, plainBody, wordsOf } from "./template-words";

/** What a node can be made into. `plain` = without its hold, schedule, expectation or optional; `nothing` = taken out. */
export type Conversion =
  | "note"
  | "item"
  | "section"
  | "phase"
  | "trigger"
  | "announcement"
  | "gate"
  | "choice"
  | "contact"
  | Code["use"]
  | `stage ${Stage | "none"}`
  | Without
  | `tier ${Trigger["tier"]}`
  | "plain"
  | "nothing";

const kinds: readonly Conversion[] = [
  "item",
  "note",
  "section",
  "phase",
  "command",
  "trigger",
  "announcement",
  "gate",
  "choice",
  "contact",
];
const tiers: readonly Trigger["tier"][] = ["rollback", "timed", "investigate"];
/** What the import may have read from words. */
export const attributesToTake = [
  "severity",
  "optional",
  "owner",
  "estimate",
  "needs",
  "due",
  "about",
  "checklist",
  "stated",
  "means",
  "hold",
  "recurs",
  "expectation",
  "required",
  "asks",
  "recommended",
  "items",
] as const;
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

const together: readonly Conversion[] = ["without hold", "without recurs", "without expectation", "without optional"];

/** How what was guessed of a node can be taken back without making it something else; `plain` takes one of four by itself. */
export function takingBack(document: TemplateDocument, path: NodePath, undoing: readonly Conversion[]): Conversion[] {
  const node = nodeAt(document, path);
  if (!node) return [];
  const held = [...new Set(undoing)].filter((to) => convertNode(document, path, to) !== undefined);
  const few = held.filter((to) => together.includes(to)).length < 2;
  const found = held.filter((to) => !(few && node.kind === "item" && together.includes(to)));
  if (node.kind === "trigger")
    found.push(...tiers.filter((tier) => tier !== node.tier).map((tier) => `tier ${tier}` as const));
  return found;
}

/** The document with one node made into something else. Every word of it stays; undefined where it can't stand there. */
export function convertNode(document: TemplateDocument, path: NodePath, to: Conversion): TemplateDocument | undefined {
  const node = nodeAt(document, path);
  if (!node) return undefined;
  if (to === "nothing") return splicePath(document, path, 1, []);
  if (to === "plain") return node.kind === "item" ? splicePath(document, path, 1, [plainItem(node)]) : undefined;
  if (to.startsWith("without ")) return without(document, path, node, to.slice(8));
  if (to.startsWith("tier "))
    return node.kind === "trigger"
      ? splicePath(document, path, 1, [{ ...node, tier: to.slice(5) as Trigger["tier"] }])
      : undefined;
  if (to.startsWith("stage ")) return restaged(document, path, node, to.slice(6) as Stage | "none");
  if (node.kind === "code" && codeUses.includes(to as Code["use"]))
    return splicePath(document, path, 1, [{ ...node, use: to as Code["use"] }]);
  if (to === "phase") return toPhase(document, path, node);
  const made = remade(node, to, takenKeys(document));
  if (made.length === 0) return undefined;
  if (path.length > 1) return splicePath(document, path, 1, made);
  return node.kind === "gate" && to === "gate" ? undefined : fromTop(document, path, made);
}

/** Without one thing that was read from words; its words stay where they are. */
function without(document: TemplateDocument, path: NodePath, node: AnyNode, name: string) {
  const special = withoutOwn(node, name);
  if (special) return splicePath(document, path, 1, [special]);
  if (name === "asks" || !attributesToTake.some((each) => each === name) || !(name in node)) return undefined;
  const { [name as keyof AnyNode]: _, ...rest } = node;
  return splicePath(document, path, 1, [rest as AnyNode]);
}

/** What is no attribute of every kind: the question of a gate, what a choice says of its options, the sense of a fact. */
function withoutOwn(node: AnyNode, name: string): AnyNode | undefined {
  if (node.kind === "gate" && name === "asks")
    return node.asks === "approve" ? undefined : { ...node, asks: "approve" };
  if (node.kind === "choice" && (name === "recommended" || name === "items")) {
    if (!node.options.some((option) => option[name] !== undefined)) return undefined;
    return { ...node, options: node.options.map(({ [name]: _, ...option }) => option) };
  }
  return node.kind === "fact" && name === "means" ? bareFact(node) : undefined;
}

/** A fact without what was read into it. */
export function bareFact<F extends Pick<Fact, "means" | "from" | "to">>({ means: _, from: __, to: ___, ...fact }: F) {
  return fact;
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
    case "choice":
      return choiceFrom(node, taken);
    case "contact":
      return contactsFrom(node, taken);
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
