import type { Dossier } from "@/lib/data/dossier.read";
import { canonicalJson } from "@/lib/domain/canonical-json";
import { sha256Hex } from "@/lib/domain/digest";

/** Changes a copy in place; false when this dossier has nothing of the kind. */
export type Tamper = (dossier: Dossier, random: () => number, others: readonly Dossier[]) => boolean;

const at = <T>(list: readonly T[], random: () => number): T | undefined => list[Math.floor(random() * list.length)];

/** Without recomputing anything: what an editor does to the file. */
export const naiveTampers: Record<string, Tamper> = {
  "one character of any text": (dossier, random) => changeText(dossier, random),
  "one number or truth value": (dossier, random) => changeScalar(dossier, random),
  "an entry taken out": ({ audit }, random) =>
    audit.entries.splice(Math.floor(random() * audit.entries.length), 1).length > 0,
  "the last entries cut off": ({ audit }, random) => audit.entries.splice(-1 - Math.floor(random() * 3)).length > 0,
  "two entries swapped": ({ audit: { entries } }, random) => {
    const index = Math.floor(random() * (entries.length - 1));
    const [first, second] = [entries[index], entries[index + 1]];
    if (!first || !second) return false;
    entries.splice(index, 2, second, first);
    return true;
  },
  "another actor in an entry": ({ audit }, random) => {
    const entry = at(audit.entries, random);
    if (!entry) return false;
    entry.body = entry.body.replace(/"person":"[^"]+"/, '"person":"somebody-else"');
    return true;
  },
  "other words": ({ audit }, random) => {
    const entry = at(
      audit.entries.filter(({ text }) => text !== null),
      random,
    );
    if (!entry) return false;
    entry.text = `${entry.text} not`;
    return true;
  },
  "a signature taken out": ({ signatures }, random) =>
    signatures.splice(Math.floor(random() * signatures.length), 1).length > 0,
  "another decision, role or name on a signature": ({ signatures }, random) => {
    const row = at(signatures, random);
    if (!row) return false;
    const way = Math.floor(random() * 3);
    if (way === 0) row.decision = row.decision === "reject" ? "approve" : "reject";
    else if (way === 1) row.role = `Chief ${row.role}`;
    else row.printedName = `${row.printedName} junior`;
    return true;
  },
  "a signature of another run": ({ signatures, run }, random, others) => {
    const row = at(
      others.filter((one) => one.run.id !== run.id).flatMap((one) => one.signatures),
      random,
    );
    if (!row) return false;
    signatures.push(structuredClone(row));
    return true;
  },
  "evidence, a waiver or a choice exchanged": ({ evidence, waivers, choices }, random) => {
    const [piece, waiver, choice] = [at(evidence, random), at(waivers, random), at(choices, random)];
    const way = at([piece && "piece", waiver && "waiver", choice && "choice"].filter(Boolean), random);
    if (way === "piece" && piece) piece.sha256 = sha256Hex(piece.sha256);
    else if (way === "waiver" && waiver) waiver.itemKey = `${waiver.itemKey}-not`;
    else if (way === "choice" && choice) choice.option = choice.option === "undo" ? "switch" : "undo";
    else return false;
    return true;
  },
  "a gate or an item turned green": ({ gates, run }, random) => {
    const gate = at(
      gates.filter(({ status }) => status !== "go"),
      random,
    );
    const item = run.phases[0]?.sections[0]?.items.find(({ state }) => state !== "passed");
    if (gate && (random() < 0.5 || !item)) gate.status = "go";
    else if (item) item.state = "passed";
    else return false;
    return true;
  },
};

type Place = { holder: Record<string, unknown>; name: string };

function placesOf(value: unknown, fits: (value: unknown) => boolean): Place[] {
  const places: Place[] = [];
  const visit = (node: unknown) => {
    if (typeof node !== "object" || node === null) return;
    const holder = node as Record<string, unknown>;
    for (const name of Object.keys(holder)) {
      if (fits(holder[name])) places.push({ holder, name });
      else visit(holder[name]);
    }
  };
  visit(value);
  return places;
}

function changeText(dossier: Dossier, random: () => number): boolean {
  const { seal: _, ...content } = dossier;
  const place = at(
    placesOf(content, (value) => typeof value === "string" && value !== ""),
    random,
  );
  if (!place) return false;
  const text = String(place.holder[place.name]);
  const index = Math.floor(random() * text.length);
  const other = text[index] === "a" ? "b" : "a";
  place.holder[place.name] = text.slice(0, index) + other + text.slice(index + 1);
  return true;
}

function changeScalar(dossier: Dossier, random: () => number): boolean {
  const { seal: _, ...content } = dossier;
  const place = at(
    placesOf(content, (value) => typeof value === "number" || typeof value === "boolean"),
    random,
  );
  if (!place) return false;
  const value = place.holder[place.name];
  place.holder[place.name] = typeof value === "number" ? value + 1 : !value;
  return true;
}

/** True when the copy says something else than the original. */
export function differs(copy: Dossier, original: Dossier): boolean {
  return canonicalJson(copy) !== canonicalJson(original);
}
