import type { Blank, Fact } from "@/lib/domain/template-leaves";
import type { Lines } from "@/lib/domain/template-node";
import type { Draft, Holder } from "./draft";
import { isRoom, meaningOf } from "./fact-meaning";
import { factOf, plainTitle } from "./inline";
import { shorten } from "./shorten";

/** A row `**Name**: value` that says something of the deployment, or is room to fill in; undefined for any other. */
export function smallRow(row: string, lines: Lines, among: boolean, plain = false): Fact | Blank | undefined {
  const fact = factOf(row, plain);
  if (!fact) return roomRow(row, lines);
  const name = plainTitle(fact.name);
  if (name.length > 60 || /[[\]]|[☐☑]/u.test(fact.value.replace(/^\[[^\]]{2,}\]$/, ""))) return undefined;
  if (isRoom(fact.value)) return blankOf(name, fact.value, lines);
  const meaning = meaningOf(name, fact.value);
  if (!among && meaning.means === undefined) return undefined;
  return { kind: "fact", name, value: fact.value.trim(), ...meaning, lines };
}

/** A named value as a fact, or as room for one where it is empty or only says so. */
export function factRow(name: string, value: string, lines: Lines): Fact | Blank {
  if (name !== "" && (value.trim() === "" || isRoom(value))) return blankOf(name, value, lines);
  return { kind: "fact", name, value: value.trim(), ...meaningOf(name, value), lines };
}

/** `Start time: ________` without any bold. */
function roomRow(row: string, lines: Lines): Blank | undefined {
  const match = /^([^:_[\]|]{2,60}):\s{0,3}_{3,}\s{0,4}$/.exec(row.trim());
  const name = plainTitle(match?.[1] ?? "");
  return name === "" ? undefined : blankOf(name, "", lines);
}

function blankOf(title: string, value: string, lines: Lines): Blank {
  const example = plainTitle(value).replace(/^_+$/, "");
  return {
    kind: "blank",
    key: "",
    title,
    ask: askOf(title),
    ...(example === "" ? {} : { example: shorten(example, 400) }),
    lines,
  };
}

function askOf(title: string): Blank["ask"] {
  if (/\btime\b|\buhrzeit\b|\bheure\b|\bhora\b/i.test(title)) return "time";
  if (/\bdate\b|\bdatum\b|\bfecha\b|\bdata\b/i.test(title)) return "date";
  if (
    /\b(?:release|project|product|service|system|app|application|feature|branch|cluster|host|file) name$/i.test(title)
  )
    return "text";
  return /\b(?:owner|engineer|lead|manager|by|name|approver|contact|commander|assignee|dri|who|tester|reviewer)\b/i.test(
    title,
  )
    ? "person"
    : "text";
}

export function addSmallRow(draft: Draft, holder: Holder, found: Fact | Blank): void {
  holder.node.content.push(found);
  if (found.kind === "blank") draft.guess(found, "blank_room");
  else if (found.means !== undefined) draft.guess(found, "fact_name", found.means);
  draft.claim(found.lines ?? [1, 1], found.kind, found.kind === "blank" ? found : holder.node);
}
