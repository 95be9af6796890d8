import type { Dossier } from "@/lib/data/dossier.read";
import { risksOf } from "@/lib/domain/choice-taken";
import { plainText } from "@/lib/domain/plain-text";
import { indexDocument } from "@/lib/domain/template-tree";
import { spoken, statusWords, titlesIn, utc, verdictWords } from "./dossier-words";
import { type Sheet, styles } from "./sheet";

/** Decisions at the gates, risks accepted, choices made, rollback triggers that fired. */
export function printDecisions(sheet: Sheet, dossier: Dossier): void {
  const { run, gates, waivers, choices, triggers } = dossier;
  const names = new Map(run.people.map(({ id, name }) => [id, name]));
  const nameOf = (id: string | null) => (id === null ? "" : (names.get(id) ?? "somebody who left"));
  const titles = new Map(run.gates.map(({ key, title }) => [key, title]));
  sheet.heading("Decisions");
  const decided = gates.filter(({ decidedAt }) => decidedAt !== null);
  if (decided.length === 0) sheet.text("No gate was decided.", styles.soft);
  for (const { key, status, decidedById, decidedAt, reason, frozen } of decided) {
    sheet.need(60);
    sheet.text(titles.get(key) ?? key, styles.part);
    sheet.fact("Recorded", `${statusWords[status]}, ${utc(decidedAt ?? "")}, by ${nameOf(decidedById)}`, styles.strong);
    if (frozen) sheet.fact("On the strength of", `${verdictWords[frozen.verdict]}, ${frozen.score} of 100`);
    if (reason) sheet.fact("Reason", reason);
    sheet.space(4);
  }
  sheet.space(4);
  const titleOf = titlesIn(dossier.template.document);
  printWaivers(sheet, waivers, nameOf, titleOf);
  if (choices.length > 0) {
    sheet.need(50);
    sheet.text("Choices", styles.part);
    const { choices: places } = indexDocument(dossier.template.document);
    const findChoice = (key: string) => places.find(({ choice }) => choice.key === key)?.choice;
    for (const { key, option, reason, byId, at } of choices) {
      const choice = findChoice(key);
      const taken = choice?.options.find((each) => each.key === option);
      const risks = risksOf(taken ?? {}).map((risk) => ` Risk accepted: ${risk}.`);
      const said = `${taken ? plainText(taken.title) : spoken(option)}: ${reason} (${nameOf(byId)}, ${utc(at)}).`;
      sheet.fact(choice ? plainText(choice.title) : spoken(key), said + risks.join(""));
    }
  }
  if (triggers.length > 0) {
    sheet.need(50);
    sheet.space(4);
    sheet.text("Rollback triggers that fired", styles.part);
    for (const { key, firedAt, firedById, measured, clearedAt, clearReason } of triggers) {
      const fired = `${utc(firedAt)}${firedById ? ` by ${nameOf(firedById)}` : ""}${measured ? `, measured ${measured}` : ""}`;
      const cleared = clearedAt ? `cleared ${utc(clearedAt)}: ${clearReason ?? ""}` : "not cleared";
      sheet.fact(titleOf.get(key) ?? spoken(key), `${fired}; ${cleared}`);
    }
  }
}

function printWaivers(
  sheet: Sheet,
  waivers: Dossier["waivers"],
  nameOf: (id: string | null) => string,
  titleOf: ReadonlyMap<string, string>,
): void {
  if (waivers.length === 0) return;
  sheet.need(60);
  sheet.text("Accepted risks", styles.part);
  sheet.space(3);
  sheet.table(
    [
      { heading: "Item", share: 3 },
      { heading: "Reason", share: 4 },
      { heading: "Asked", share: 3 },
      { heading: "Granted", share: 3 },
      { heading: "Until", share: 2 },
    ],
    waivers.map((row) => [
      { text: `${titleOf.get(row.itemKey) ?? row.itemKey}${row.kind === "not_applicable" ? " (not applicable)" : ""}` },
      { text: row.reason },
      { text: `${nameOf(row.askedById)}, ${utc(row.askedAt)}` },
      { text: row.grantedAt ? `${nameOf(row.grantedById)}, ${utc(row.grantedAt)}` : "not granted" },
      { text: row.revokedAt ? `ended ${utc(row.revokedAt)}` : row.expiresAt ? utc(row.expiresAt) : "revoked" },
    ]),
  );
  sheet.space(6);
}
