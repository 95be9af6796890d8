import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";

/** Leaves and inner nodes start with another byte each (as RFC 6962), so that a node can't pose as a leaf. */
export function merkleLeaf(text: string): Uint8Array {
  return sha256(concatBytes(Uint8Array.of(0), utf8ToBytes(text)));
}

function parent(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(concatBytes(Uint8Array.of(1), left, right));
}

/** One step from a leaf to the root, `left:` or `right:` and the sibling's hash in hex. */
export type ProofStep = string;

/** Root (hex) over leaves in their order, and `prove`, which gives the steps from one leaf up to it. */
export function merkleTree(leaves: readonly Uint8Array[]): { root: string; prove: (index: number) => ProofStep[] } {
  const levels: Uint8Array[][] = [[...leaves]];
  for (let level = levels[0] ?? []; level.length > 1; level = levels.at(-1) ?? []) {
    const above: Uint8Array[] = [];
    for (let at = 0; at < level.length; at += 2) {
      const [left, right] = [level[at] as Uint8Array, level[at + 1]];
      // The odd one out goes up as it is.
      above.push(right ? parent(left, right) : left);
    }
    levels.push(above);
  }
  const root = bytesToHex(levels.at(-1)?.[0] ?? sha256(new Uint8Array()));
  const prove = (index: number) => {
    const steps: ProofStep[] = [];
    let at = index;
    for (const level of levels.slice(0, -1)) {
      const sibling = level[at ^ 1];
      if (sibling) steps.push(`${at % 2 === 0 ? "right" : "left"}:${bytesToHex(sibling)}`);
      at >>= 1;
    }
    return steps;
  };
  return { root, prove };
}

/** Where the steps lead from this leaf; the caller compares it with the root. Null for steps that are none. */
export function merkleRoot(leaf: Uint8Array, steps: readonly ProofStep[]): string | null {
  let at = leaf;
  for (const step of steps) {
    const match = /^(left|right):([0-9a-f]{64})$/.exec(step);
    if (!match) return null;
    const sibling = hexToBytes(match[2] ?? "");
    at = match[1] === "left" ? parent(sibling, at) : parent(at, sibling);
  }
  return bytesToHex(at);
}
