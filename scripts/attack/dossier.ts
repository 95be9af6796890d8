import { proofProblem } from "@/lib/auth/passkey-proof";
import type { Dossier } from "@/lib/data/dossier.read";
import { checkDossier, type DossierCheck } from "@/lib/domain/dossier-check";
import { verifySignature } from "@/lib/storage/ed25519";
import { differs, naiveTampers, type Tamper } from "./tamper.ts";
import { recomputingTampers } from "./tamper-recomputing.ts";

export type AttackOutcome = {
  clean: number;
  falseAlarms: string[];
  /** By kind: dossiers tampered with, those that passed, and those where a link besides the seal was named. */
  kinds: Record<string, { tried: number; undetected: number; located: number }>;
};

/** True when the check finds fault; a planted defect is a judge that looks away. */
export type Judge = (check: DossierCheck | null) => boolean;
const findsFault: Judge = (check) => check === null || check.faults.length > 0;

type Options = {
  /** Whole, as exported. */
  dossiers: readonly Dossier[];
  each: number;
  random: () => number;
  pinned: string | null;
  judge?: Judge;
  progress?: (note: string) => void;
};

/** Checks every dossier as it is, then tampers with them in each of the 20 ways, `each` times. */
export function attackDossiers({
  dossiers,
  each,
  random,
  pinned,
  judge = findsFault,
  progress,
}: Options): AttackOutcome {
  const check = (dossier: Dossier) => checkDossier(dossier, { pinned, verify: verifySignature, proofProblem });
  const outcome: AttackOutcome = { clean: 0, falseAlarms: [], kinds: {} };
  for (const dossier of dossiers) {
    const found = check(dossier);
    outcome.clean += 1;
    if (judge(found)) outcome.falseAlarms.push(`${dossier.run.id}: ${found?.faults[0]?.text ?? "no dossier"}`);
  }
  for (const [kind, tamper] of Object.entries({ ...naiveTampers, ...recomputingTampers })) {
    progress?.(kind);
    const tally = { tried: 0, undetected: 0, located: 0 };
    outcome.kinds[kind] = tally;
    // A kind that fits none of the dossiers must not look like one that was always found.
    for (let turn = 0; tally.tried < each && turn < each * 20; turn += 1) {
      const copy = tampered(dossiers, tamper, random);
      if (!copy) continue;
      const found = check(copy);
      tally.tried += 1;
      if (!judge(found)) tally.undetected += 1;
      if (!found || found.faults.some(({ link }) => link !== "seal")) tally.located += 1;
    }
  }
  return outcome;
}

/** `each` dossiers tampered with in every way, with the name of what was done: for other verifiers. */
export function tamperedVectors(
  dossiers: readonly Dossier[],
  random: () => number,
  each: number,
): (readonly [string, Dossier])[] {
  return Object.entries({ ...naiveTampers, ...recomputingTampers }).flatMap(([kind, tamper]) => {
    const found: (readonly [string, Dossier])[] = [];
    for (let turn = 0; found.length < each && turn < each * 20; turn += 1) {
      const copy = tampered(dossiers, tamper, random);
      if (copy) found.push([`${kind}, ${found.length + 1}`, copy]);
    }
    return found;
  });
}

function tampered(dossiers: readonly Dossier[], tamper: Tamper, random: () => number): Dossier | null {
  const original = dossiers[Math.floor(random() * dossiers.length)];
  if (!original) return null;
  const copy = structuredClone(original);
  return tamper(copy, random, dossiers) && differs(copy, original) ? copy : null;
}
