import { type Blank, type Criterion, type Fact, factMeanings, type Reference } from "@/lib/domain/template-leaves";
import type { Lines } from "@/lib/domain/template-node";
import type { Group } from "./attribute-group";
import { readExpectation } from "./group-attributes";
import { referenceOf } from "./references";

export type SmallEntry = Criterion | Reference | Fact | Blank;

const value = (group: Group, name: string): string | undefined => group.values.get(name)?.[0];

/** An entry marked `{criterion …}`, `{reference}`, `{fact …}` or `{blank …}`. */
export function readSmallEntry(text: string, group: Group, lines: Lines): SmallEntry | undefined {
  const said = value(group, "text") ?? text;
  if (group.flags.has("criterion")) {
    const expectation = readExpectation(group);
    return { kind: "criterion", title: said, ...(expectation ? { expectation } : {}), lines };
  }
  if (group.flags.has("reference")) return referenceOf(said, lines);
  if (group.flags.has("fact")) return readFact(text, group, lines);
  return group.flags.has("blank") ? readBlank(said, group, lines) : undefined;
}

function readFact(text: string, group: Group, lines: Lines): Fact {
  const pair = /^\*\*([^*]+)\*\*: (.*)$/.exec(text);
  const name = value(group, "name") ?? pair?.[1] ?? text;
  return { kind: "fact", name, value: value(group, "value") ?? pair?.[2] ?? "", ...readMeaning(group), lines };
}

/** What a fact means, as its group says. */
export function readMeaning(group: Group): Pick<Fact, "means" | "from" | "to"> {
  const means = factMeanings.find((each) => each === value(group, "means"));
  const from = value(group, "from");
  const to = value(group, "to");
  return {
    ...(means ? { means } : {}),
    ...(from !== undefined && from.length <= 40 ? { from } : {}),
    ...(to !== undefined && to.length <= 40 ? { to } : {}),
  };
}

function readBlank(title: string, group: Group, lines: Lines): Blank {
  const ask = value(group, "ask");
  const name = value(group, "variable");
  const example = value(group, "example");
  return {
    kind: "blank",
    key: group.key ?? "",
    title,
    ask: ask === "person" || ask === "date" || ask === "time" ? ask : "text",
    ...(name !== undefined && name.length <= 80 ? { name } : {}),
    ...(example !== undefined && example.length <= 400 ? { example } : {}),
    lines,
  };
}
