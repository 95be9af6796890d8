import { accept, type Result } from "@/lib/domain/refusal";
import { indexRoster, peopleInRole, type RosterIndex, signersOf } from "@/lib/domain/roster";
import type { ItemRow, PersonRef } from "@/lib/domain/run";
import { isSettled, readRun, untakenLeaves } from "@/lib/domain/run-state";
import type { ConditionRow, Decision } from "@/lib/domain/signing-rows";
import type { DocumentIndex, Leaf } from "@/lib/domain/template-tree";
import { openCeremony } from "./ceremony.write";
import { recordChoice } from "./choice.write";
import type { Context } from "./context";
import { addEvidence } from "./evidence.write";
import { declareGo } from "./gate.write";
import { changeItem, type ItemRequest } from "./item.write";
import { type RunScope, scopeRun } from "./run-scope.read";
import { readSnapshot } from "./run-snapshot.read";
import { signStatement } from "./signature.write";

/** Who plays in the sample's runs; each fills a third of the roles. */
export type Cast = { owner: PersonRef; lead: PersonRef; member: PersonRef };

/** A refusal in the sample is a bug of the sample: it is thrown. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`The sample was refused: ${result.code}: ${result.message}`);
  return result.value;
}

/** One sample run on its way: every act is a person's, a few minutes after the one before. */
export class SampleStage {
  readonly ctx: Context;
  readonly runId: string;
  readonly index: DocumentIndex;
  readonly cast: Cast;
  readonly #roster: RosterIndex;
  #at: number;
  #untaken: ReadonlySet<number> = new Set();

  private constructor(ctx: Context, scope: RunScope, cast: Cast, startedAt: Date) {
    this.ctx = ctx;
    this.runId = scope.run.id;
    this.index = scope.index;
    this.cast = cast;
    this.#roster = indexRoster(scope.roster);
    this.#at = startedAt.getTime();
  }

  static async open(ctx: Context, runId: string, cast: Cast, startedAt: Date): Promise<SampleStage> {
    const scope = must(await scopeRun(actingAs(ctx, cast.lead, startedAt), runId, "run.read"));
    return new SampleStage(ctx, scope, cast, startedAt);
  }

  /** The next moment, as this person; never later than the sample is loaded. */
  as(person: PersonRef, minutes = 4): Context {
    this.#at = Math.min(this.#at + minutes * 60_000, this.ctx.now.getTime());
    return actingAs(this.ctx, person, new Date(this.#at));
  }

  async snapshot() {
    const snapshot = await readSnapshot(this.ctx.db, this.ctx.actor.workspaceId, this.runId);
    if (!snapshot) throw new Error("the sample run is gone");
    return snapshot;
  }

  /** Takes the recommended option, else the first, of every choice. */
  async choose(): Promise<void> {
    for (const { choice } of this.index.choices) {
      const option = choice.options.find(({ recommended }) => recommended) ?? choice.options[0];
      if (!option) continue;
      const input = { option: option.key, reason: "It is what we rehearsed on staging." };
      must(await recordChoice(this.as(this.cast.lead), this.runId, choice.key, input));
    }
    this.#untaken = untakenLeaves(this.index, (await this.snapshot()).choices);
  }

  /** What a gate still waits for: its leaves on options taken. */
  leaves(gate: number): Leaf[] {
    return (this.index.gates[gate]?.coverage ?? []).filter(({ order }) => !this.#untaken.has(order));
  }

  async change(person: PersonRef, leaf: Leaf, request: Omit<ItemRequest, "version">): Promise<void> {
    const row: ItemRow | undefined = (await this.snapshot()).items[leaf.key];
    must(await changeItem(this.as(person), this.runId, leaf.key, { ...request, version: row?.version ?? 1 }));
  }

  /** Ticks leaves in their order as far as nothing holds them back; what waits for an item left out stays open. */
  async passAll(leaves: readonly Leaf[]): Promise<void> {
    const { standings } = readRun(await this.snapshot(), this.ctx.now.toISOString());
    const settled = new Set(standings.filter(isSettled).map(({ leaf }) => leaf.order));
    const isReady = (leaf: Leaf) => !settled.has(leaf.order) && leaf.needs.every((need) => settled.has(need));
    for (let next = leaves.find(isReady); next; next = leaves.find(isReady)) {
      await this.pass(this.doer(next), next);
      settled.add(next.order);
    }
  }

  /** Ticks a leaf, with evidence where it must have some. */
  async pass(person: PersonRef, leaf: Leaf): Promise<void> {
    if (leaf.evidenceRequired) {
      const text = leaf.item.expectation ? `${leaf.item.expectation.value} ${leaf.item.expectation.unit}` : "Checked.";
      const input = { kind: "note", title: "What was seen", text } as const;
      must(await addEvidence(this.as(person, 2), this.runId, leaf.key, input));
    }
    const { hold } = leaf.item;
    if (hold) must(await changeItem(this.as(person), this.runId, leaf.key, { state: "in_progress", version: 1 }));
    const ctx = this.as(person, hold?.minutes);
    must(await changeItem(ctx, this.runId, leaf.key, { state: "passed", version: hold ? 2 : 1 }));
  }

  /** Who fills the leaf's role, else whoever's turn it is. */
  doer(leaf: Leaf): PersonRef {
    const people = [this.cast.lead, this.cast.member, this.cast.owner];
    const holder = leaf.owner === null ? undefined : peopleInRole(this.#roster, leaf.owner)[0];
    return people.find(({ id }) => id === holder) ?? people[leaf.order % people.length] ?? this.cast.lead;
  }

  /** Everybody a gate asks signs it. */
  async sign(
    gate: number,
    decide: (nth: number) => { decision: Decision; conditions: Pick<ConditionRow, "text" | "dueAt">[] },
  ) {
    const place = this.index.gates[gate];
    let nth = 0;
    for (const signoff of place?.gate.signoffs ?? []) {
      const signers = signersOf(this.#roster, signoff).flatMap(
        (signer) => Object.values(this.cast).find(({ id }) => id === signer) ?? [],
      );
      for (const signer of signers.slice(0, signoff.count)) {
        const { decision, conditions } = decide(nth);
        nth += 1;
        const ctx = this.as(signer, 10);
        const input = { decision, conditions, method: "password" } as const;
        const { id, sha256 } = must(await openCeremony(ctx, this.runId, signoff.key, input));
        const statement = { ceremony: id, statement: sha256 };
        must(await signStatement(ctx, this.runId, signoff.key, statement, async () => accept(null)));
      }
    }
  }

  async declare(gate: number): Promise<void> {
    const key = this.index.gates[gate]?.gate.key;
    if (key) must(await declareGo(this.as(this.cast.lead), this.runId, key, {}));
  }
}

/** The same world as somebody else, at another time. */
export function actingAs(ctx: Context, person: PersonRef, now: Date): Context {
  const { db, actor } = ctx;
  const roles = actor.person?.id === person.id ? actor.roles : (["member"] as const);
  const credential = { kind: "session", sessionId: "sample" } as const;
  return { db, now, actor: { workspaceId: actor.workspaceId, person, roles, credential } };
}
