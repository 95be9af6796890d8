import type { Dossier } from "@/lib/data/dossier.read";
import type { Verdict } from "@/lib/domain/assessment";
import { utc, verdictWords } from "./dossier-words";

type Headed = {
  run: Pick<Dossier["run"], "closedAt" | "verdict"> & {
    gates: Pick<Dossier["run"]["gates"][number], "key" | "title" | "status" | "verdict" | "score">[];
  };
  gates: Pick<Dossier["gates"][number], "key" | "status" | "decidedAt" | "frozen">[];
  overrides: Pick<Dossier["overrides"][number], "gateKey" | "confirmedAt" | "endsAt">[];
  exportedAt: string;
};
type Headline = { word: string; tone: Verdict; said: string };

/** Of the first gate not decided, else of the last one; an override that holds no more is told as what it is, NO-GO. */
export function coverHeadline({ run, gates, overrides, exportedAt }: Headed): Headline {
  const open = run.gates.find(({ status }) => !decided.has(status));
  const shown = run.closedAt ? run.gates.findLast(({ status }) => decided.has(status)) : open;
  const gate = shown ?? run.gates.at(-1);
  const row = gates.find(({ key }) => key === gate?.key);
  const at = `as of ${utc(exportedAt)}`;
  if (!gate) return { word: verdictWords[run.verdict], tone: run.verdict, said: `Verdict ${at}.` };
  const override =
    gate.status === "override" && overrides.findLast((one) => one.gateKey === gate.key && one.confirmedAt);
  if (override) {
    const end = utc(override.endsAt);
    // A closed run lets nothing pass any more; what its gates decided stays what they decided.
    const word = run.closedAt === null ? gate.verdict : "override";
    const holds = word === "override";
    const said = holds ? `is overridden until ${end}` : `was overridden until ${end}, and more stands against it now`;
    return { word: verdictWords[word], tone: word, said: `${gate.title} ${said}. Verdict ${at}.` };
  }
  if (gate.verdict === "override") {
    const recorded = row?.decidedAt ? `GO was recorded on ${utc(row.decidedAt)} behind` : "It may be passed by";
    const said = `${gate.title}: ${recorded} the override of an earlier gate. Verdict ${at}.`;
    return { word: verdictWords.override, tone: "override", said };
  }
  if (!row?.decidedAt) {
    const said = `${gate.title} is not decided. Verdict ${at}, score ${gate.score} of 100.`;
    return { word: verdictWords[gate.verdict], tone: gate.verdict, said };
  }
  const recorded = `Recorded for ${gate.title} on ${utc(row.decidedAt)}.`;
  if (row.status === "no_go" || !row.frozen) return { word: "NO-GO", tone: "no_go", said: recorded };
  const { verdict, score } = row.frozen;
  const was = `${recorded} Score ${score} of 100.`;
  if (run.closedAt === null && gate.verdict === "no_go") {
    return { word: "GO, NO LONGER IN FORCE", tone: "no_go", said: `${was} What it was given for has changed since.` };
  }
  return { word: verdictWords[verdict], tone: verdict, said: was };
}

const decided: ReadonlySet<string> = new Set(["go", "no_go", "override"]);
