import type { Readiness } from "./assessment";
import { plainText } from "./plain-text";
import { assessState } from "./readiness";
import type { RunSnapshot } from "./run";
import type { ItemMove, RunMove } from "./run-move";
import type { MovedItem, RunMoveView } from "./run-move-schema";
import { type RunState, readRun } from "./run-state";
import type { Variable } from "./template";
import { toldVerdict } from "./told-verdict";

type Gates = ReadonlyMap<string, Readiness>;

/** A move as people decide on it: items, and what the real rules make of gates and signatures afterwards. `now` is ISO. */
export function viewMove(before: RunSnapshot, move: RunMove, asks: readonly Variable[], now: string): RunMoveView {
  const state = readRun(move.after, now);
  const [was, is] = [assessAll(readRun(before, now)), assessAll(state)];
  return {
    from: { number: before.run.templateVersion, title: before.run.templateTitle },
    to: { number: move.after.run.templateVersion, title: move.after.run.templateTitle },
    seq: before.run.seq,
    items: move.items.map((item) => viewItem(item, before)),
    waivers: move.waivers.map(({ id, itemKey, reason }) => ({
      id,
      item: itemKey,
      title: state.index.items.get(itemKey)?.title ?? itemKey,
      reason,
    })),
    signatures: staleSignatures(before, was, is),
    gates: viewGates(was, is),
    choices: before.choices.flatMap(({ key, option }) => {
      const choice = state.index.choices.find((place) => place.choice.key === key)?.choice;
      const there = choice?.options.some((each) => each.key === option);
      return choice && !there ? [{ key, title: plainText(choice.title) }] : [];
    }),
    asks: asks.map(({ key, label }) => ({ key, label })),
  };
}

function viewItem({ key, kind, title, before, after, row, why, fields }: ItemMove, run: RunSnapshot): MovedItem {
  const place = after ?? before;
  return {
    key,
    kind,
    title,
    path: [...(place?.path ?? [])],
    severity: place?.severity ?? "medium",
    state: row?.state ?? null,
    why,
    fields,
    evidence: run.evidence.filter(({ itemKey }) => itemKey === key).length,
    comments: row?.comments ?? 0,
  };
}

/** Readiness of every gate of one version, by key. */
function assessAll(state: RunState): Map<string, Readiness> {
  return new Map([...state.index.gateByKey.keys()].map((key) => [key, assessState(state, key)]));
}

/** Approvals that count before and don't after, by the rules that will judge them. */
function staleSignatures(run: RunSnapshot, was: Gates, is: Gates): RunMoveView["signatures"] {
  const after = new Map(standings(is).map(({ signature }) => [signature.id, signature]));
  return standings(was).flatMap(({ signature, gate, gateTitle }) => {
    const row = run.signatures.find(({ id }) => id === signature.id);
    const now = after.get(signature.id);
    if (!row || signature.standing !== "counts" || now?.standing === "counts") return [];
    const gone = [{ key: gate, title: gateTitle, why: "is no longer asked" }];
    const { id, printedName: name, role } = row;
    return [{ id, gate, gateTitle, name, role, changed: now?.changed ?? gone }];
  });
}

function standings(gates: Gates) {
  return [...gates.values()].flatMap(({ gate, gateTitle, signoffs }) =>
    signoffs.flatMap(({ signatures }) => signatures.map((signature) => ({ signature, gate, gateTitle }))),
  );
}

function viewGates(was: Gates, is: Gates): RunMoveView["gates"] {
  return [...new Set([...is.keys(), ...was.keys()])].map((key) => {
    const [before, after] = [was.get(key), is.get(key)];
    return {
      key,
      title: after?.gateTitle ?? before?.gateTitle ?? key,
      status: before?.status ?? "pending",
      before: before ? toldVerdict(before) : null,
      after: after ? toldVerdict(after) : null,
    };
  });
}
