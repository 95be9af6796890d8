import type { Content, TemplateDocument } from "@/lib/domain/template";
import type { Gate } from "@/lib/domain/template-gate";
import { KeyMaker, slugOf } from "./slug";

/** A node with a key: what its key is derived from. `set` writes the key back. */
export type KeyedNode = { node: { key: string }; title: string; section?: string | undefined; fallback: string };

/** Every node that has a key, in document order. */
export function keyedNodes(document: TemplateDocument): KeyedNode[] {
  const found: KeyedNode[] = [];
  for (const phase of document.phases) {
    if (phase.kind === "gate") addGate(found, phase, undefined);
    else {
      found.push({ node: phase, title: phase.title, fallback: "phase" });
      addContent(found, phase.content, slugOf(phase.title, "phase"));
    }
  }
  return found;
}

function addContent(found: KeyedNode[], content: Content[], section: string): void {
  for (const each of content) {
    if (!("key" in each)) continue;
    if (each.kind === "gate") {
      addGate(found, each, section);
      continue;
    }
    found.push({ node: each, title: each.title, section, fallback: each.kind });
    if (each.kind === "choice")
      for (const option of each.options)
        found.push({ node: option, title: option.title, section: slugOf(each.title, "choice"), fallback: "option" });
    if (each.kind === "item") addContent(found, each.content, section);
    if (each.kind === "section") addContent(found, each.content, slugOf(each.title, "section"));
  }
}

function addGate(found: KeyedNode[], gate: Gate, section: string | undefined): void {
  found.push({ node: gate, title: gate.title, section, fallback: "gate" });
  for (const signoff of gate.signoffs)
    found.push({ node: signoff, title: signoff.title, section: slugOf(gate.title, "gate"), fallback: "sign-off" });
}

/** Gives every node without a key one; keys written in the source keep theirs unless an earlier node has it. */
export function assignKeys(document: TemplateDocument): void {
  const nodes = keyedNodes(document);
  const written = new Set<string>();
  for (const { node } of nodes) {
    if (node.key === "") continue;
    if (written.has(node.key)) node.key = "";
    else written.add(node.key);
  }
  const maker = new KeyMaker(written);
  for (const { node, title, section, fallback } of nodes)
    if (node.key === "") node.key = maker.key(title, section, fallback);
}

/** Nodes whose key does not follow from their title, so that an export has to write it. */
export function underivedKeys(document: TemplateDocument): Set<object> {
  const nodes = keyedNodes(document);
  const written = new Set<object>();
  for (let pass = 0; pass < 8; pass += 1) {
    const maker = new KeyMaker(nodes.flatMap(({ node }) => (written.has(node) ? [node.key] : [])));
    const before = written.size;
    for (const { node, title, section, fallback } of nodes) {
      if (!written.has(node) && maker.key(title, section, fallback) !== node.key) written.add(node);
    }
    if (written.size === before) return written;
  }
  return new Set(nodes.map(({ node }) => node));
}
