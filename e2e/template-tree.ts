import { plainText } from "../lib/domain/plain-text";
import { json } from "./json";
import type { Person } from "./team";

/** A part of a template's document, as loosely as a journey looks at it. */
export type Node = {
  kind: string;
  key: string;
  title: string;
  stage?: string;
  checked?: boolean;
  severity?: string;
  owner?: string;
  name?: string;
  value?: string;
  text?: string;
  means?: string;
  asks?: string;
  required?: number;
  tier?: string;
  due?: string;
  estimate?: number;
  hold?: { minutes: number; traffic?: number };
  recurs?: { everyMinutes: number };
  expectation?: { metric: string; comparator: string; value: number; unit: string };
  options?: { key: string; title: string; recommended?: boolean; items?: string[] }[];
  either?: boolean;
  about?: string;
  signoffs?: { key: string; title: string; roles: string[] }[];
  content?: Node[];
};

/** Every part of a template's newest version, parents before what they hold, with its title as screens name it. */
export async function readNodes(person: Person, templateId: string): Promise<Node[]> {
  const { document } = await json<{ document: { phases: Node[] } }>(person.api.get(`/api/v1/templates/${templateId}`));
  return document.phases.map(named).flatMap(within);
}

function named(node: Node): Node {
  const content = node.content?.map(named);
  return { ...node, title: plainText(node.title ?? ""), ...(content ? { content } : {}) };
}

/** A part and everything below it. */
export function within(node: Node): Node[] {
  return [node, ...(node.content ?? []).flatMap(within)];
}

/** The parts of a kind. */
export function ofKind(nodes: readonly Node[], kind: string): Node[] {
  return nodes.filter((node) => node.kind === kind);
}

/** The items without items of their own in a part. */
export function leavesIn(node: Node): Node[] {
  return ofKind(within(node), "item").filter((item) => !(item.content ?? []).some(({ kind }) => kind === "item"));
}

/** The one that is there; a journey can't go on without it. */
export function need<T>(found: T | undefined | null, what: string): T {
  if (found === undefined || found === null) throw new Error(`the document has no ${what}`);
  return found;
}
