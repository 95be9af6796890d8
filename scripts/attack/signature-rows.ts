import { createHash, randomUUID } from "node:crypto";
import { draftOverride } from "@/lib/data/override.write";
import { signOverride } from "@/lib/data/override-confirm.write";
import { leafDigest } from "@/lib/domain/signature";
import type { SignedLeaf } from "@/lib/domain/signing-rows";
import { byPassword, testNow, value } from "@/prisma/factories/world";
import type { Kind, Stage } from "./signature-stage.ts";

/**
 * Rows written straight into the database, as the app's role may: what a hole in the app would give somebody.
 * Through means that it is there afterwards.
 */
type Row = NonNullable<Awaited<ReturnType<Stage["world"]["db"]["signature"]["findUnique"]>>>;
type Change = (row: Row, facts: { other: string; stage: Stage; random: () => number; nth: number }) => Partial<Row>;

const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

function written(change: Change, ceremony = true): Kind {
  return async (stage, random) => {
    const { db } = stage.world;
    const other = await stage.start();
    const { id } = await stage.give("member", "engineering");
    const row = await db.signature.findUniqueOrThrow({ where: { id } });
    return {
      attack: async (nth) => {
        const forged = {
          ...row,
          id: randomUUID(),
          ceremonyId: randomUUID(),
          ...change(row, { other, stage, random, nth }),
        };
        if (ceremony) await forgeCeremony(stage, forged);
        const { delegation, proof, leaves, ...rest } = forged;
        const data = {
          ...rest,
          leaves: leaves as object[],
          ...(delegation ? { delegation } : {}),
          ...(proof ? { proof } : {}),
        };
        return db.signature.create({ data }).then(
          () => true,
          () => false,
        );
      },
      clean: async () =>
        (await stage.status("engineering")) === "approved" && (await stage.give("owner", "board")).id !== id,
    };
  };
}

/** As used for just this row: what is refused is what the row itself says. */
async function forgeCeremony({ world: { db } }: Stage, row: Row): Promise<void> {
  const { ceremonyId: id, runId, signoffKey, personId, decision, method, statement, sha256 } = row;
  const times = { createdAt: testNow, expiresAt: testNow, usedAt: testNow };
  const data = { id, runId, signoffKey, personId, decision, method, statement, sha256, ...times };
  await db.ceremony.create({ data: { ...data, conditions: [], scope: {} } });
}

/** The statement of another moment, with its hash: not the same one again. */
function restated(edit: (text: string, nth: number) => string): (row: Row, nth: number) => Partial<Row> {
  return ({ statement }, nth) => {
    const bytes = Uint8Array.from(Buffer.from(edit(Buffer.from(statement).toString("utf8"), nth)));
    return { statement: bytes, sha256: hash(bytes) };
  };
}

const reissued = restated((text, nth) =>
  text.replace(/\nissued: .*/, `\nissued: ${new Date(testNow.getTime() + nth).toISOString()}`),
);

function updated(sql: (id: string, random: () => number) => string, decision: "approve" | "reject" = "approve"): Kind {
  return async (stage, random) => {
    const { db } = stage.world;
    const { id } = await stage.give("member", "engineering", { decision });
    return {
      attack: () =>
        db.$executeRawUnsafe(sql(id, random)).then(
          () => true,
          () => false,
        ),
      clean: async () => (await stage.give("member", "engineering")).decision === "approve",
    };
  };
}

export const rowKinds: Record<string, Kind> = {
  "its row in another run": written((row, { other, nth }) => ({ ...reissued(row, nth), runId: other })),
  "its row at another gate": written((row, { nth }) => ({ ...reissued(row, nth), gateKey: "close" })),
  "its row for another sign-off": written((row, { nth }) => ({
    ...reissued(row, nth),
    signoffKey: nth % 2 === 0 ? "security" : "board",
  })),
  "its row as another person's": written((row, { stage: { world }, nth }) => ({
    ...reissued(row, nth),
    personId: nth % 2 === 0 ? world.people.admin.id : world.people.owner.id,
  })),
  "its row in another role": written((row, { nth }) => ({ ...reissued(row, nth), role: `Security Lead ${nth}` })),
  "its row under another name": written((row, { nth }) => ({ ...reissued(row, nth), printedName: `Mona ${nth}` })),
  "its row with another decision": written((row, { nth }) => ({
    ...reissued(row, nth),
    decision: nth % 2 === 0 ? "reject" : "approve_with_conditions",
  })),
  "its row by another method": written((row, { nth }) => ({
    ...reissued(row, nth),
    method: nth % 2 ? "passkey" : "totp",
  })),
  "its row with a comment": written((row, { nth }) => ({ ...reissued(row, nth), comment: `I saw ${nth}` })),
  "its row for another artefact": written((row, { nth }) => ({
    ...reissued(row, nth),
    scopeDigest: hash(Buffer.from(String(nth))),
  })),
  "its row over other items": written((row, { nth, random }) => {
    const leaves = (row.leaves as { revision: number; digest: string }[]).map((leaf) => ({ ...leaf }));
    const leaf = leaves[Math.floor(random() * leaves.length)];
    if (leaf && nth % 2 === 0) leaf.revision += 1 + nth;
    else if (leaf) leaf.digest = hash(Buffer.from(String(nth)));
    return { ...reissued(row, nth), leaves };
  }),
  "its row over items that asked less": written((row, { nth, random }) => {
    const leaves = structuredClone(row.leaves) as SignedLeaf[];
    const leaf = leaves[Math.floor(random() * leaves.length)];
    if (leaf?.terms) {
      leaf.terms = nth % 2 === 0 ? { ...leaf.terms, severity: "low" } : { ...leaf.terms, optional: true };
      leaf.digest = leafDigest({ ...leaf, terms: leaf.terms });
    }
    return { ...reissued(row, nth), leaves: leaves as Row["leaves"] };
  }),
  "its row over fewer items": written((row, { nth }) => ({
    ...reissued(row, nth),
    leaves: (row.leaves as object[]).slice(1),
  })),
  "its row for somebody who gave nothing": written((row, { nth, stage: { world } }) => ({
    ...reissued(row, nth),
    delegation: { id: randomUUID(), fromId: world.people.admin.id, fromName: "Adam", until: testNow.toISOString() },
  })),
  "its row once more": written(() => ({}), false),
  "its row with one bit of the statement flipped": written(({ statement }, { random }) => {
    const bytes = Uint8Array.from(statement);
    const at = Math.floor(random() * bytes.length * 8);
    bytes[at >> 3] = (bytes[at >> 3] ?? 0) ^ (1 << (at & 7));
    return { statement: bytes };
  }),
  "its row with one digit of the hash changed": written(({ sha256 }, { random }) => {
    const at = Math.floor(random() * 64);
    const digit = ((Number.parseInt(sha256[at] ?? "0", 16) + 1 + Math.floor(random() * 15)) % 16).toString(16);
    return { sha256: sha256.slice(0, at) + digit + sha256.slice(at + 1) };
  }),
  "a rejection made an approval": updated(
    (id) => `update signature set decision = 'approve' where id = '${id}'`,
    "reject",
  ),
  "a rejection deleted": updated((id) => `delete from signature where id = '${id}'`, "reject"),
  "a signature moved": updated(
    (id) => `update signature set run_id = run_id, signoff_key = 'security' where id = '${id}'`,
  ),
  "a signature's time moved": updated(
    (id, random) =>
      `update signature set signed_at = now() + interval '${Math.floor(random() * 1e6)} seconds' where id = '${id}'`,
  ),
  "a condition taken away": updated((id) => `delete from condition where signature_id = '${id}'`),
  "a condition put off": updated(
    (id) => `update condition set due_at = now() + interval '9 years' where signature_id = '${id}'`,
  ),
  "a withdrawal undone": async (stage) => {
    const { db } = stage.world;
    const { id } = await stage.give("member", "engineering");
    await db.signature.update({ where: { id }, data: { withdrawnAt: testNow, withdrawReason: "No." } });
    return {
      attack: () =>
        db.signature.update({ where: { id }, data: { withdrawnAt: null } }).then(
          () => true,
          () => false,
        ),
      clean: async () => (await stage.give("member", "engineering")).withdrawnAt === null,
    };
  },
  "an override's row in another run or at another gate": async (stage) => {
    const { by, runId, world } = stage;
    const endsAt = new Date(testNow.getTime() + 3_600_000).toISOString();
    const drawn = value(await draftOverride(by("lead"), runId, "go-live", { reason: "It can't wait.", endsAt }));
    const row = await world.db.gateOverride.findUniqueOrThrow({ where: { id: drawn.id } });
    const other = await stage.start();
    return {
      attack: (nth) => {
        const { askedProof: _a, confirmedProof: _c, artefact, overridden, leaves, ...rest } = row;
        const moved = nth % 2 === 0 ? { runId: other } : { gateKey: "close" };
        const json = { artefact: artefact ?? {}, overridden: overridden as object[], leaves: leaves as object[] };
        return world.db.gateOverride.create({ data: { ...rest, ...json, id: randomUUID(), ...moved } }).then(
          () => true,
          () => false,
        );
      },
      clean: async () => {
        const said = { statement: drawn.sha256 };
        value(await signOverride(by("lead"), runId, drawn.id, said, byPassword()));
        value(await signOverride(by("admin"), runId, drawn.id, said, byPassword()));
        return (await stage.verdict()) === "override";
      },
    };
  },
};
