import { parseCondition } from "@/lib/domain/condition";
import { evidenceKinds } from "@/lib/domain/evidence-demand";
import { severitySchema } from "@/lib/domain/severity";
import { type Attributes, boundTo, type Item, sectionTopics, stageSchema } from "@/lib/domain/template";
import type { Expectation } from "@/lib/domain/template-leaves";
import { variableName } from "@/lib/domain/variable";
import type { Group } from "./attribute-group";
import { formatMinutes, parseMinutes } from "./duration";

const evidenceWords = ["required", ...evidenceKinds] as const;

const first = (group: Group, name: string): string | undefined => group.values.get(name)?.[0];
export const listOf = (value: string | undefined): string[] => (value ?? "").split(",").filter((each) => each !== "");

/** Attributes of any node, from its `{…}` group; values that can't be read are left out. */
export function readAttributes(group: Group): Attributes & { key?: string } {
  const found: Attributes & { key?: string } = {};
  if (group.key !== undefined) found.key = group.key;
  const severity = severitySchema.safeParse(first(group, "severity"));
  if (severity.success) found.severity = severity.data;
  const owner = first(group, "owner")?.replace(/^@/, "");
  if (owner !== undefined && owner.length <= 120) found.owner = owner;
  const estimate = parseMinutes(first(group, "estimate") ?? "");
  if (estimate !== undefined && estimate <= 525_600) found.estimate = estimate;
  const needs = group.values
    .get("needs")
    ?.flatMap(listOf)
    .filter((key) => key.length <= 96)
    .slice(0, 100);
  if (needs) found.needs = needs;
  const evidence = evidenceWords.find((word) => word === first(group, "evidence")?.replace(/^command-/, ""));
  if (evidence) found.evidence = evidence;
  const age = parseMinutes(first(group, "age") ?? "");
  if (age !== undefined && age <= 525_600) found.age = age;
  const bound = boundTo.find((each) => each === first(group, "bound"));
  if (bound) found.bound = bound;
  if (first(group, "confirm") === "second") found.confirm = "second";
  if (first(group, "reserved") === "checks") found.reserved = "checks";
  const due = first(group, "due");
  if (due !== undefined && due.length <= 40) found.due = due;
  const dated = first(group, "dated");
  if (dated !== undefined && dated.length <= 120) found.dated = dated;
  const stated = first(group, "stated");
  if (stated !== undefined && stated.length <= 400) found.stated = stated;
  Object.assign(found, readWhen(group));
  return found;
}

/** The condition under which a part applies; one that can't be read is left out, so that the part always applies. */
export function readWhen(group: Group): { when?: string } {
  const when = first(group, "when");
  return when !== undefined && parseCondition(when) ? { when } : {};
}

export function readStage(group: Group) {
  const stage = stageSchema.safeParse(first(group, "stage"));
  const about = first(group, "about");
  const topic = sectionTopics.find((each) => each === about);
  return { ...(stage.success ? { stage: stage.data } : {}), ...(topic ? { about: topic } : {}) };
}

type OwnOfItem = Pick<Item, "hold" | "recurs" | "expectation" | "checklist" | "capture" | "checks">;

/** What only items carry: hold, recurrence, expectation, another checklist, a value to capture. */
export function readItemAttributes(group: Group): OwnOfItem {
  const found: OwnOfItem = {};
  const hold = parseMinutes(first(group, "hold") ?? "");
  const traffic = Number(first(group, "traffic") ?? Number.NaN);
  if (hold !== undefined) found.hold = { minutes: hold, ...(traffic >= 0 && traffic <= 100 ? { traffic } : {}) };
  const every = parseMinutes(first(group, "every") ?? "");
  if (every !== undefined)
    found.recurs = { everyMinutes: every, text: first(group, "recurs") ?? "", ...readEnd(group) };
  const expectation = readExpectation(group);
  if (expectation) found.expectation = expectation;
  const checklist = first(group, "checklist");
  if (checklist !== undefined && checklist.length <= 400) found.checklist = checklist;
  const capture = variableName(first(group, "capture") ?? "");
  if (capture !== "" && capture.length <= 64) found.capture = capture;
  const checks = group.values.get("check")?.filter((name) => name.trim() !== "" && name.length <= 200);
  if (checks && checks.length > 0) found.checks = checks.slice(0, 20);
  return found;
}

/** `for=24h`, `until=Friday`: when it stops coming back. */
function readEnd(group: Group): Pick<NonNullable<Item["recurs"]>, "forMinutes" | "until"> {
  const lasts = parseMinutes(first(group, "for") ?? "");
  const until = first(group, "until");
  return {
    ...(lasts === undefined ? {} : { forMinutes: lasts }),
    ...(until === undefined || until.length > 80 ? {} : { until }),
  };
}

/** `metric="P95 latency" expect="<= 200 ms" window="first hour"`. */
export function readExpectation(group: Group): Expectation | undefined {
  const match = /^(<=|>=|<|>|=)\s?(-?[\d.]{1,40}(?:e[+-]?\d{1,3})?)(?: ([\s\S]*))?$/.exec(first(group, "expect") ?? "");
  const metric = first(group, "metric");
  const value = Number(match?.[2]);
  const unit = match?.[3] ?? "";
  if (!match || metric === undefined || metric.length > 200 || !Number.isFinite(value) || unit.length > 40)
    return undefined;
  const comparator = match[1] as Expectation["comparator"];
  const upper = Number(first(group, "upper") ?? Number.NaN);
  const said = (name: "window" | "target" | "limit") => {
    const text = first(group, name);
    return text !== undefined && text.length <= 80 ? { [name]: text } : {};
  };
  const range = Number.isFinite(upper) ? { upper } : {};
  return { metric, comparator, value, unit, ...range, ...said("window"), ...said("target"), ...said("limit") };
}

/** Values of a group that say nothing we can read, for the report: they are not kept. */
export function unreadValues(group: Group): string | undefined {
  const read: Record<string, unknown> = { ...readAttributes(group), ...readStage(group), ...readItemAttributes(group) };
  const wrong = [
    "severity",
    "owner",
    "estimate",
    "evidence",
    "age",
    "bound",
    "confirm",
    "reserved",
    "due",
    "stated",
    "stage",
    "hold",
    "when",
    "capture",
  ].filter((name) => group.values.has(name) && read[name] === undefined);
  if (group.values.has("every") && read.recurs === undefined) wrong.push("every");
  if (group.values.has("expect") && read.expectation === undefined) wrong.push("expect");
  return wrong.length === 0 ? undefined : wrong.map((name) => `${name}=${first(group, name)} can't be read`).join("; ");
}

type Values = [string, string | undefined][];

export function attributeValues(node: Attributes): Values {
  return [
    ["severity", node.severity],
    ["owner", node.owner === undefined ? undefined : `@${node.owner}`],
    ["estimate", node.estimate === undefined ? undefined : formatMinutes(node.estimate)],
    ["due", node.due],
    ["dated", node.dated],
    ["evidence", node.evidence],
    ["age", node.age === undefined ? undefined : formatMinutes(node.age)],
    ["bound", node.bound],
    ["confirm", node.confirm],
    ["reserved", node.reserved],
    ["needs", node.needs?.join(",")],
    ["stated", node.stated],
    ["when", node.when],
  ];
}

export function expectationValues(expectation: Expectation | undefined): Values {
  if (!expectation) return [];
  const { metric, comparator, value, unit, upper, window, target, limit } = expectation;
  return [
    ["metric", metric],
    ["expect", `${comparator} ${value}${unit === "" ? "" : ` ${unit}`}`],
    ["upper", upper === undefined ? undefined : String(upper)],
    ["window", window],
    ["target", target],
    ["limit", limit],
  ];
}

export function itemValues(item: Item): Values {
  return [
    ["hold", item.hold && formatMinutes(item.hold.minutes)],
    ["traffic", item.hold?.traffic === undefined ? undefined : String(item.hold.traffic)],
    ["every", item.recurs && formatMinutes(item.recurs.everyMinutes)],
    ["recurs", item.recurs?.text || undefined],
    ["for", item.recurs?.forMinutes === undefined ? undefined : formatMinutes(item.recurs.forMinutes)],
    ["until", item.recurs?.until],
    ...expectationValues(item.expectation),
    ["checklist", item.checklist],
    ["capture", item.capture],
    ...(item.checks ?? []).map((name): [string, string] => ["check", name]),
  ];
}
