import type { RunState } from "./run-state";
import { signLeaf } from "./signature";
import { type SignedScope, signoffScope } from "./signature-standing";
import type { SignatureRow } from "./signing-rows";
import { readSignoff, type SignoffRead } from "./signoff-standing";
import type { GatePlace } from "./template-tree";

/** Approvals as they would be given now: by those named, or for a sign-off by as many as it still asks for. */
export function supposedSignatures(state: RunState, signed: readonly string[]): SignatureRow[] {
  return state.index.gates.flatMap((place) => {
    return place.gate.signoffs.flatMap((signoff) => {
      const scope = signoffScope(state, place, signoff);
      const read = readSignoff(state, signoff, scope);
      return signersIn(read, signed).map((personId) => approval(state, { place, scope, read, personId }));
    });
  });
}

/** Who would sign this one: those named, and if it is named itself whoever said NO-GO and those still missing. */
function signersIn(read: SignoffRead, signed: readonly string[]): string[] {
  const counted = new Set(
    read.acts.filter(({ standing }) => standing.standing === "counts").map(({ row }) => row.personId),
  );
  const rejecting = read.acts.filter(({ standing }) => standing.standing === "rejects").map(({ row }) => row.personId);
  const signers = new Set(read.signers.filter((id) => signed.includes(id) && !counted.has(id)));
  if (!signed.includes(read.key)) return [...signers];
  for (const id of rejecting) signers.add(id);
  const free = read.signers.filter((id) => !counted.has(id));
  for (const id of free) if (counted.size + signers.size < read.count) signers.add(id);
  for (let n = counted.size + signers.size; n < read.count; n += 1) signers.add(`supposed-${n}`);
  return [...signers];
}

type Given = { place: GatePlace; scope: SignedScope; read: SignoffRead; personId: string };

function approval(state: RunState, { place, scope, read, personId }: Given): SignatureRow {
  const role = read.roles[0] ?? read.key;
  return {
    // Sorts after every other id: it is the latest act of its person.
    id: `~supposed-${read.key}-${personId}`,
    gateKey: place.gate.key,
    signoffKey: read.key,
    personId,
    printedName: state.snapshot.people[personId]?.name ?? role,
    role,
    delegation: null,
    decision: "approve",
    comment: null,
    conditions: [],
    method: "password",
    sha256: "",
    signedAt: state.now,
    withdrawnAt: null,
    scopeDigest: scope.digest,
    leaves: scope.covered.map(signLeaf),
  };
}
