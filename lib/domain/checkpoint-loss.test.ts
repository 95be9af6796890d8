import fc from "fast-check";
import { expect, it } from "vitest";
import { type Anchor, isLost, judgeLoss } from "./checkpoint-loss";

const minute = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString();

/** Histories as a database would hold them, and what a checkpoint after each act has seen. Entries are named by when they were written. */
type Entry = { hash: string; at: string };
type State = { chains: Map<string, Entry[]>; anchors: Anchor[]; clock: number; restored: string[] };

const begin = (): State => ({ chains: new Map(), anchors: [], clock: 0, restored: [] });
const copyOf = (chains: State["chains"]) => new Map([...chains].map(([id, entries]) => [id, [...entries]]));

function write(state: State, id: string): void {
  state.clock += 1;
  const entries = state.chains.get(id) ?? [];
  state.chains.set(id, [...entries, { hash: `${id}-${state.clock}`, at: minute(state.clock) }]);
}

/** As `writeCheckpoint` does: the heads that moved since they were written last. */
function checkpoint(state: State): void {
  state.clock += 1;
  const number = Math.max(0, ...state.anchors.map((anchor) => anchor.checkpoint)) + 1;
  for (const [id, entries] of state.chains) {
    const hash = entries.at(-1)?.hash ?? "";
    if (state.anchors.findLast((anchor) => anchor.id === id)?.hash === hash) continue;
    const at = minute(state.clock);
    state.anchors.push({ kind: "run", id, seq: entries.length, hash, checkpoint: number, at });
  }
}

const judge = ({ anchors, chains }: State, restored: string[] = []) =>
  judgeLoss(anchors, ({ id, seq }) => chains.get(id)?.[seq - 1], restored);

/** A letter writes into that history, a dot signs a checkpoint. */
function play(state: State, acts: string): void {
  for (const act of acts) act === "." ? checkpoint(state) : write(state, act);
}

/** Restores what was there before `lost`, and goes on. */
function lose(state: State, lost: string, after = ""): void {
  const backup = copyOf(state.chains);
  play(state, lost);
  state.chains = backup;
  state.restored.push(minute(state.clock));
  play(state, after);
}

function restored(before: string, lost: string, after = ""): State {
  const state = begin();
  play(state, before);
  lose(state, lost, after);
  return state;
}

it("says which entries of which history were lost, up to which checkpoint", () => {
  const state = restored("aa.ab", "a.bc.");
  expect(judge(state)).toEqual({
    ok: true,
    losses: [
      { kind: "run", id: "a", lost: { after: 2, to: 4, first: 2, last: 2 } },
      { kind: "run", id: "b", lost: { after: 1, to: 2, first: 3, last: 3 } },
      { kind: "run", id: "c", lost: { after: 0, to: 1, first: 3, last: 3 } },
    ],
  });
});

it("has nothing to say where nothing is missing", () => {
  expect(judge(restored("aa.bb.", ""))).toMatchObject({ ok: false });
});

it("refuses a history rewritten at its old dates", () => {
  const state = restored("aab.", "");
  state.chains.get("a")?.splice(1, 1, { hash: "another", at: minute(2) });
  expect(judge(state)).toMatchObject({ ok: false, message: expect.stringContaining("dated before checkpoint 1") });
});

it("refuses one history taken back while the others were not", () => {
  const state = restored("aab.a.b.", "");
  state.chains.get("a")?.splice(1);
  expect(judge(state)).toMatchObject({ ok: false, message: expect.stringContaining("of run b is there") });
});

it("sees by itself when something was restored where heads came back, else wants to be told", () => {
  expect(judge(restored("a.b.", "aa.", "a.b."))).toMatchObject({ ok: true });
  const silent = restored("b.", "a.", "b.");
  expect(judge(silent)).toMatchObject({ ok: false });
  expect(judge(silent, silent.restored)).toMatchObject({ ok: true });
});

const letters = fc.array(fc.constantFrom("a", "b", "c", "."), { maxLength: 14 }).map((acts) => acts.join(""));

it("knows every restore as one, a second one on top of it included, and leaves nothing unexplained", () => {
  fc.assert(
    fc.property(letters, letters, letters, letters, (before, lost, after, again) => {
      const state = restored(before, lost, after);
      lose(state, again);
      const missing = state.anchors.filter(({ id, seq, hash }) => state.chains.get(id)?.[seq - 1]?.hash !== hash);
      const found = judge(state, state.restored);
      expect(found).toMatchObject({ ok: missing.length > 0 });
      const losses = found.ok ? found.losses : [];
      expect(
        missing.filter((anchor) => !losses.some((one) => one.id === anchor.id && isLost(anchor, one.lost))),
      ).toEqual([]);
    }),
    { numRuns: 3000 },
  );
});

it("refuses every tail cut off one history after the others were seen again", () => {
  fc.assert(
    fc.property(letters, fc.integer({ min: 1, max: 3 }), (acts, cut) => {
      const state = begin();
      // The history that is cut was seen, and another one in two checkpoints after that.
      play(state, `a${acts}.aaa.b.b.`);
      state.chains.get("a")?.splice(-cut);
      expect(judge(state).ok).toBe(false);
    }),
    { numRuns: 500 },
  );
});
