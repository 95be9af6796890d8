import { expect, it } from "vitest";
import { delegationFacts } from "./delegation";
import type { RosterEntry, RunSnapshot } from "./run";
import { readRun } from "./run-state";
import {
  delegation,
  documentOf,
  gate,
  item,
  noon,
  phase,
  row,
  rowsOf,
  signed,
  signoff,
  snapshotOf,
} from "./sample-run";
import { signoffScope } from "./signature-standing";
import { signingAuthority } from "./signing-authority";
import type { Decision, DelegationRow, SignatureRow } from "./signing-rows";
import { readSignoffs } from "./signoffs-read";
import type { TemplateDocument } from "./template";
import type { Duty } from "./template-gate";

/**
 * Quorum, order, delegation and separation of duties together, for every small case, against an oracle that knows
 * nothing of the code: it works on sets and counts by trying every assignment.
 */
const everybody = ["lead", "ana", "bob", "cleo"] as const;
type Who = (typeof everybody)[number];

type Case = {
  first: readonly Who[];
  second: readonly Who[];
  quorum: number;
  ordered: boolean;
  not: readonly Duty[];
  ticker: Who | null;
  /** Of the second role. */
  handedOn: { from: Who; to: Who; accepted: boolean; ended: boolean } | null;
};

const first = "Tech";
const second = "Security";

function subsets<T>(all: readonly T[]): T[][] {
  return Array.from({ length: 2 ** all.length }, (_, bits) => all.filter((_one, at) => bits & (1 << at)));
}

function* cases(): Generator<Case> {
  for (const holders of subsets(everybody)) {
    const pairs = holders.flatMap((from) =>
      everybody.filter((to) => !holders.includes(to)).map((to) => ({ from, to })),
    );
    const [pair] = pairs;
    const handings = [
      null,
      ...pairs.map((each) => ({ ...each, accepted: true, ended: false })),
      ...(pair
        ? [
            { ...pair, accepted: false, ended: false },
            { ...pair, accepted: true, ended: true },
          ]
        : []),
    ];
    for (const handedOn of handings)
      for (const quorum of [1, 2, 3])
        for (const ordered of [false, true])
          for (const not of subsets<Duty>(["lead", "ticker"]))
            for (const ticker of not.includes("ticker") ? ([null, "ana", "lead"] as const) : (["ana"] as const))
              yield { first: ["bob"], second: holders, quorum, ordered, not, ticker, handedOn };
  }
}

const documents = new Map<string, TemplateDocument>();

function documentFor(each: Case): TemplateDocument {
  const name = [each.quorum, each.ordered, ...each.not].join();
  const known = documents.get(name);
  if (known) return known;
  const ordered = each.ordered ? { after: [first] } : {};
  const kept = each.not.length > 0 ? { not: [...each.not] } : {};
  const document = documentOf(
    phase("before", [item("backup", { severity: "critical" }), item("notes")]),
    gate("deploy", {
      signoffs: [signoff(first), { ...signoff(second, [second], each.quorum), ...ordered, ...kept }],
    }),
  );
  documents.set(name, document);
  return document;
}

function snapshotFor(each: Case): RunSnapshot {
  const roster: RosterEntry[] = [
    ...each.first.map((personId) => ({ role: first, personId, deputy: false })),
    ...each.second.map((personId) => ({ role: second, personId, deputy: false })),
  ];
  const { handedOn } = each;
  const delegations: DelegationRow[] = handedOn
    ? [
        delegation(second, {
          fromId: handedOn.from,
          toId: handedOn.to,
          acceptedAt: handedOn.accepted ? noon : null,
          revokedAt: handedOn.ended ? noon : null,
        }),
      ]
    : [];
  const items = rowsOf(row("backup", { state: each.ticker ? "passed" : "open", changedById: each.ticker }));
  return snapshotOf(documentFor(each), { items, roster, delegations });
}

const reads = new WeakMap<RunSnapshot, ReturnType<typeof readSecond>>();

/** The second sign-off as the code reads it, once per snapshot. */
function readSecond(snapshot: RunSnapshot) {
  const state = readRun(snapshot, noon);
  const place = state.index.gates[0];
  const asked = place?.gate.signoffs[1];
  const read = place && readSignoffs(state, place)[1];
  if (!place || !asked || !read) throw new Error("no sign-off");
  const { leadId } = snapshot.run;
  const { covered } = signoffScope(state, place, asked);
  const holding = delegationFacts(snapshot, state.roster, state.nowMs);
  return { asked, facts: { ...holding, leadId, covered, people: snapshot.people, read } };
}

/** What each person's decision at the second sign-off comes to, asked of the code. */
function ask(snapshot: RunSnapshot, personId: string, decision: Decision) {
  const known = reads.get(snapshot) ?? readSecond(snapshot);
  reads.set(snapshot, known);
  return { answer: signingAuthority(known.facts, known.asked, personId, decision), read: known.facts.read };
}

function give(snapshot: RunSnapshot, signoffKey: string, personId: string, more: Partial<SignatureRow> = {}) {
  const signature = signed(snapshot, { gateKey: "deploy", signoffKey, personId, printedName: personId, ...more });
  return { ...snapshot, signatures: [...snapshot.signatures, signature] };
}

/** What was signed before isn't made again: most cases begin alike. */
const after = new WeakMap<RunSnapshot, Map<string, RunSnapshot>>();

type Recorded = SignatureRow["delegation"];
const asItIs = (handed: Recorded): Recorded => handed;

/** Signs as the code lets them, in this order; who was refused doesn't. */
function play(start: RunSnapshot, acts: readonly { who: string; decision: Decision }[], recordedAs = asItIs) {
  let snapshot = start;
  const admitted: string[] = [];
  for (const { who, decision } of acts) {
    const { answer } = ask(snapshot, who, decision);
    if (!answer.may) continue;
    admitted.push(who);
    const { delegation: by } = answer.authority;
    const handed = recordedAs(by && { id: by.id, fromId: by.fromId, fromName: by.fromId, until: by.until });
    const next = after.get(snapshot) ?? new Map<string, RunSnapshot>();
    after.set(snapshot, next);
    const act = `${who} ${decision}`;
    const then = next.get(act) ?? give(snapshot, second, who, { decision, delegation: handed });
    next.set(act, then);
    snapshot = then;
  }
  return { snapshot, admitted, status: ask(snapshot, "sec", "approve").read.status };
}

// The oracle. Bit masks over the four people, whose order is that of `everybody`.
const bit = (who: Who | null | undefined) => (who ? 1 << everybody.indexOf(who) : 0);
const mask = (people: readonly Who[]) => people.reduce((all, who) => all | bit(who), 0);
const size = (bits: number) => bits.toString(2).replaceAll("0", "").length;

function oracle(each: Case, acts: readonly { who: Who; decision: Decision }[], techSigned: boolean) {
  const barred = (each.not.includes("lead") ? bit("lead") : 0) | (each.not.includes("ticker") ? bit(each.ticker) : 0);
  const holders = mask(each.second);
  const live = each.handedOn?.accepted && !each.handedOn.ended ? each.handedOn : null;
  let approved = 0;
  let spentFor = 0;
  let vetoed = 0;
  const admitted: string[] = [];
  for (const { who, decision } of acts) {
    const me = bit(who);
    const owner = me & holders ? me : live?.to === who ? bit(live.from) : 0;
    if (owner === 0) continue;
    if (decision === "reject") {
      vetoed |= me;
      approved &= ~me;
      admitted.push(who);
      continue;
    }
    if (each.ordered && !techSigned) continue;
    if ((me | owner) & barred) continue;
    if (owner !== me && approved & owner) continue;
    approved |= me;
    vetoed &= ~me;
    if (owner !== me) spentFor = owner;
    admitted.push(who);
  }
  // Whoever signed and whoever they signed for are one.
  const delegate = live ? bit(live.to) : 0;
  const double = approved & delegate && spentFor && approved & spentFor ? 1 : 0;
  const people = size(approved) - double;
  const status = vetoed ? "rejected" : people >= each.quorum ? "approved" : "waiting";
  return { admitted, status };
}

/** Every small case with everything that may happen in it; `seenAs` is the case as the code is given it. */
function* plays(seenAs: (each: Case) => Case = (each) => each, recordedAs = asItIs) {
  for (const each of cases()) {
    const bare = snapshotFor(seenAs(each));
    for (const techSigned of each.ordered ? [false, true] : [false]) {
      const start = techSigned ? give(bare, first, "bob") : bare;
      for (const signers of subsets(everybody)) {
        for (const against of new Set([null, ...signers.slice(0, 1), ...signers.slice(-1)])) {
          const acts = signers.map((who) => ({ who, decision: who === against ? "reject" : "approve" }) as const);
          const want = oracle(each, acts, techSigned);
          const got = play(start, acts, recordedAs);
          const agree = want.status === got.status && want.admitted.join() === got.admitted.join();
          yield { each, acts, techSigned, want, got, agree };
        }
      }
    }
  }
}

it("agrees with the oracle in every small case", () => {
  let asked = 0;
  let refused = 0;
  const seen = new Map<string, number>();
  for (const { want, got, agree, ...what } of plays()) {
    asked += 1;
    refused += what.acts.length - got.admitted.length;
    seen.set(want.status, (seen.get(want.status) ?? 0) + 1);
    if (!agree) expect({ ...what, ...got, snapshot: null }).toMatchObject(want);
  }
  expect(asked).toBeGreaterThan(50_000);
  expect(refused).toBeGreaterThan(asked / 10);
  for (const status of ["rejected", "approved", "waiting"]) expect(seen.get(status)).toBeGreaterThan(1_000);
}, 180_000);

const handedOn = (each: Case, more: object) => each.handedOn && { ...each.handedOn, ...more };

/** Code that forgets one rule, as it would be if it never heard of it. */
const planted: Record<string, (each: Case) => Case> = {
  "counts one person too few": (each) => ({ ...each, quorum: Math.max(1, each.quorum - 1) }),
  "counts one person too many": (each) => ({ ...each, quorum: each.quorum + 1 }),
  "forgets the order": (each) => ({ ...each, ordered: false }),
  "lets the run's lead approve": (each) => ({ ...each, not: each.not.filter((duty) => duty !== "lead") }),
  "lets whoever ticked approve": (each) => ({ ...each, not: each.not.filter((duty) => duty !== "ticker") }),
  "takes a delegation nobody accepted": (each) => ({ ...each, handedOn: handedOn(each, { accepted: true }) }),
  "takes a delegation that has ended": (each) => ({ ...each, handedOn: handedOn(each, { ended: false }) }),
  "knows no delegation": (each) => ({ ...each, handedOn: null }),
};

/** Code that forgets for whom a delegate signed, once they have: it counts them beside their giver, or after them. */
const forgetful: Record<string, (handed: Recorded) => Recorded> = {
  "counts a delegate and whoever they sign for as two people": () => null,
  "takes who was signed for to be somebody else": (handed) => handed && { ...handed, fromId: "sec" },
};

it.each(Object.entries(forgetful))("sees the planted defect: it %s", (_, recordedAs) => {
  const tooMany = plays(undefined, recordedAs).find(
    ({ want, got }) => want.status === "waiting" && got.status === "approved",
  );
  const { from, to } = tooMany?.each.handedOn ?? {};
  expect(tooMany?.got.admitted, "the pair alone made the quorum").toEqual(expect.arrayContaining([from, to]));
});

it.each(Object.entries(planted))("sees the planted defect: it %s", (_, seenAs) => {
  expect(plays(seenAs).some(({ agree }) => !agree)).toBe(true);
});
