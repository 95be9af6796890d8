import { formatDateTime } from "@/components/ui/time-format";
import type { PersonRef } from "@/lib/domain/run";
import { stateWords } from "../run/run-words";

type People = Readonly<Record<string, PersonRef>>;

const fieldWords: Readonly<Record<string, string>> = {
  state: "state",
  assigneeId: "assignee",
  dueAt: "due",
  blocked: "blocked",
  targetAt: "target",
  leadId: "lead",
};

/** `state: open to passed`, one line per field that moved; fields without from and to are said as they are. */
export function changeLines(change: Record<string, unknown> | null, people: People, timeZone: string): string[] {
  if (!change) return [];
  return Object.entries(change).flatMap(([field, value]) => {
    if (field === "answers") return answerLines(value);
    if (field === "shifts") return shiftLines(value, people, timeZone);
    // What was never set needs no line; what was taken away is said as a move.
    if (value === null) return [];
    const name = fieldWords[field] ?? field.replace(/([A-Z])/g, " $1").toLowerCase();
    if (isMove(value)) return `${name}: ${say(value.from, people, timeZone)} to ${say(value.to, people, timeZone)}`;
    if (value === null || hidden.has(field)) return [];
    const text = say(value, people, timeZone);
    return text === "" ? [] : `${name}: ${text}`;
  });
}

/** `image tag: a1 to a2`, only those that moved; as they were typed. */
function answerLines(value: unknown): string[] {
  const { from, to } = isMove(value) ? value : { from: {}, to: value };
  const [before, after] = [new Map(Object.entries(from ?? {})), new Map(Object.entries(to ?? {}))];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const [was, is] = [before.get(name), after.get(name)];
    if (was === is) return [];
    const label = name.replaceAll("-", " ");
    return isMove(value) ? `${label}: ${was ?? "nothing"} to ${is ?? "nothing"}` : `${label}: ${is}`;
  });
}

const mostShifts = 6;

/** Of a rota, the shifts that are gone and those that are new: each is its start, its end and whose it is. */
function shiftLines(value: unknown, people: People, timeZone: string): string[] {
  if (!isMove(value)) return [];
  const [from, to] = [value.from, value.to].map((each) => (Array.isArray(each) ? each.map(String) : [])) as [
    string[],
    string[],
  ];
  const line = (word: string) => (shift: string) => {
    const [startsAt = "", endsAt = "", id = ""] = shift.split(" ");
    const name = people[id]?.name ?? "somebody who left";
    return `${word}: ${name}, ${formatDateTime(startsAt, timeZone)} to ${formatDateTime(endsAt, timeZone)}`;
  };
  const lines = [
    ...from.filter((shift) => !to.includes(shift)).map(line("no longer")),
    ...to.filter((shift) => !from.includes(shift)).map(line("new")),
  ];
  const more = lines.length - mostShifts;
  return more > 0 ? [...lines.slice(0, mostShifts), `and ${more} more`] : lines;
}

/** Digests and ids prove things to machines; people read the rest. */
const hidden: ReadonlySet<string> = new Set([
  "sha256",
  "scopeDigest",
  "stateRoot",
  "ceremony",
  "delegation",
  "conditions",
  "digest",
  "counts",
  "sample",
  "leaves",
  "signoff",
  "words",
]);

function isMove(value: unknown): value is { from: unknown; to: unknown } {
  return typeof value === "object" && value !== null && "from" in value && "to" in value;
}

function say(value: unknown, people: People, timeZone: string): string {
  if (value === null || value === undefined || value === "") return "nothing";
  if (value === true) return "yes";
  if (value === false) return "no";
  if (typeof value === "number") return String(value);
  if (typeof value === "string") {
    if (value in stateWords) return stateWords[value as keyof typeof stateWords].name.toLowerCase();
    const person = people[value] ?? Object.values(people).find(({ email }) => email === value);
    if (person) return person.name;
    return /^\d{4}-\d\d-\d\dT/.test(value) ? formatDateTime(value, timeZone) : value.replaceAll("_", " ");
  }
  if (Array.isArray(value)) return value.map((one) => say(one, people, timeZone)).join(", ") || "nobody";
  return Object.entries(value)
    .filter(([key]) => key !== "id" && !hidden.has(key))
    .map(([key, one]) => `${key} ${say(one, people, timeZone)}`)
    .join(", ");
}
