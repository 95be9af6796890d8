import { canonicalJson } from "./canonical-json";
import type { CheckedRecord, Told } from "./dossier-schema";
import { lastMove } from "./dossier-told";
import { roleId } from "./roster";
import { cleanValue } from "./variable";

/** The run's own data against its start and every change since. */
export function runFaults(record: CheckedRecord, told: readonly Told[]): string[] {
  const { run } = record;
  const started = told.find(({ action }) => action === "run.started");
  if (!started) return ["The history doesn't begin with the run's start."];
  const changed = told.filter(({ action }) => changesRun.has(action));
  const last = (field: string) => lastMove(changed, field) ?? { to: started.change?.[field] ?? null };
  const wrong = (["name", "environment", "targetAt", "artefact"] as const).filter(
    (field) => canonicalJson(run[field] ?? null) !== canonicalJson(last(field).to ?? null),
  );
  const faults = wrong.map((field) => `The run's ${field} isn't what the history tells.`);
  const closed = told.find(({ action }) => action === "run.closed");
  if ((closed?.at ?? null) !== run.closedAt) faults.push("Whether the run was closed, and when, is wrong.");
  const lead = lastMove(changed, "lead")?.to ?? started.actor.person;
  if (run.lead.id !== lead) faults.push("Who leads the run isn't who the history tells.");
  if (run.attempt !== (last("attempt").to ?? 1)) faults.push("The run's attempt isn't the one the history tells of.");
  const { rehearsal = false, timeScale = 1 } = started.change ?? {};
  if (run.rehearsal !== rehearsal || run.timeScale !== timeScale) {
    faults.push("Whether the run is a rehearsal isn't what its start tells.");
  }
  return [...faults, ...answerFaults(record, last("answers").to), ...rosterFaults(run, told, started)];
}

const changesRun: ReadonlySet<string> = new Set(["run.changed", "run.moved", "run.begun_again"]);

type Answered = {
  run: Pick<CheckedRecord["run"], "variables">;
  evidence: readonly Pick<CheckedRecord["evidence"][number], "itemKey" | "kind" | "text" | "redactedAt">[];
};

/** What was answered; a value that an item captured goes before the answer and is its evidence's to prove. */
export function answerFaults({ run, evidence }: Answered, answers: unknown): string[] {
  const given = new Map(Object.entries(typeof answers === "object" && answers !== null ? answers : {}));
  const isCaptured = (item: string | null, value: string | null) =>
    evidence.some(
      (row) => row.itemKey === item && row.kind === "value" && !row.redactedAt && cleanValue(row.text ?? "") === value,
    );
  return run.variables
    .filter(({ key, item }) => given.has(key) || item === null)
    .filter(({ key, value, item }) => value !== (given.get(key) ?? null) && !isCaptured(item, value))
    .map(({ key }) => `The answer to ${key} isn't what the history tells.`);
}

/** Roles by the mail addresses that fill them, as the entries name them. */
function rosterFaults({ roster, people }: CheckedRecord["run"], told: readonly Told[], started: Told): string[] {
  const address = new Map(people.map(({ id, email }) => [id, email]));
  const filled = new Map<string, Set<string>>();
  const fill = (role: string, people: unknown) => {
    if (Array.isArray(people)) filled.set(roleId(role), new Set(people.map(String)));
  };
  for (const [role, people] of Object.entries(started.change?.roster ?? {})) fill(role, people);
  for (const { action, subject, change } of told) {
    if (action !== "roster.changed") continue;
    fill(subject.key, change?.to);
    const there = filled.get(roleId(subject.key)) ?? [];
    // By their ids: whoever a rota named.
    if (Array.isArray(change?.added)) {
      fill(subject.key, [...there, ...change.added.map((id) => address.get(String(id)) ?? String(id))]);
    }
  }
  const stands = new Map<string, Set<string>>();
  for (const { role, person } of roster) {
    const key = roleId(role);
    stands.set(key, (stands.get(key) ?? new Set()).add(address.get(person.id) ?? person.id));
  }
  return [...new Set([...filled.keys(), ...stands.keys()])]
    .filter((role) => {
      const [is = new Set(), was = new Set()] = [stands.get(role), filled.get(role)];
      return is.size !== was.size || [...is].some((email) => !was.has(email));
    })
    .map((role) => `Who fills the role ${role} isn't who the history tells.`);
}
