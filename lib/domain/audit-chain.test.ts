import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { describe, expect, it } from "vitest";
import { type ChainEntry, entryHash, genesisHash, verifyChain } from "./audit-chain";
import { at } from "./sample-run";

function chainOf(...bodies: string[]): ChainEntry[] {
  let prevHash: Uint8Array = genesisHash;
  return bodies.map((body, n) => {
    const bodyHash = sha256(utf8ToBytes(body));
    const hash = entryHash(prevHash, n + 1, at(n), bodyHash);
    const entry = { seq: n + 1, at: at(n), body, bodyHash, prevHash, hash };
    prevHash = hash;
    return entry;
  });
}

const chain = chainOf('{"a":1}', '{"b":2}', '{"c":3}');

function edited(n: number, more: Partial<ChainEntry>): ChainEntry[] {
  return chain.map((entry, m) => (m === n ? { ...entry, ...more } : entry));
}

describe("entryHash", () => {
  it("is the value PostgreSQL computes for the same entry", () => {
    // select encode(sha256(decode(repeat('00',32),'hex') || int8send(1) || '2026-11-20T12:00:00.000Z'::bytea || sha256('{}'::bytea)), 'hex')
    const hash = entryHash(genesisHash, 1, "2026-11-20T12:00:00.000Z", sha256(utf8ToBytes("{}")));
    expect(bytesToHex(hash)).toBe("f383549007eebcfc849b0cc49e4b40a3f2a4d8f203aff31a4d1dc78a960fe1d0");
  });
});

describe("verifyChain", () => {
  it("accepts what was appended, whole or from a known entry on", () => {
    expect(verifyChain(chain)).toMatchObject({ ok: true, entries: 3, head: bytesToHex(chain[2]?.hash ?? genesisHash) });
    expect(verifyChain([])).toMatchObject({ ok: true, entries: 0 });
    expect(verifyChain(chain.slice(1), { from: { seq: 1, hash: chain[0]?.hash ?? genesisHash } })).toMatchObject({
      ok: true,
    });
  });

  it.each([
    ["an edited body", edited(1, { body: '{"b":3}' }), 2, "body_hash"],
    ["an edited body with its hash", edited(1, { body: "{}", bodyHash: sha256(utf8ToBytes("{}")) }), 2, "hash"],
    ["an edited time", edited(2, { at: at(9) }), 3, "hash"],
    ["a removed entry", chain.filter((_, n) => n !== 1), 2, "number"],
    ["two swapped", [chain[0], chain[2], chain[1]].flatMap((entry) => entry ?? []), 2, "number"],
    ["a foreign link", edited(1, { prevHash: genesisHash }), 2, "previous_hash"],
    ["a rewritten entry", [...chainOf('{"x":1}'), ...chain.slice(1)], 2, "previous_hash"],
  ] as const)("finds %s", (_, entries, seq, fault) => {
    expect(verifyChain(entries)).toMatchObject({ ok: false, seq, fault });
  });

  it("finds a chain cut short or rewritten whole by its head kept elsewhere", () => {
    const head = { seq: 3, hash: chain[2]?.hash ?? genesisHash };
    expect(verifyChain(chain, { head })).toMatchObject({ ok: true });
    expect(verifyChain(chain.slice(0, 2), { head })).toMatchObject({ ok: false, fault: "head" });
    expect(verifyChain(chainOf("1", "2", "3"), { head })).toMatchObject({ ok: false, fault: "head" });
  });
});
