import type { Dossier } from "@/lib/data/dossier.read";
import { spoken, utc } from "./dossier-words";
import { ink, type Sheet, styles } from "./sheet";

/** Each override with both names, what they act as, the reasons overridden, its end and its review. */
export function printOverrides(sheet: Sheet, { overrides, run }: Dossier): void {
  if (overrides.length === 0) return;
  sheet.heading("Overrides");
  sheet.text("An override lets a gate be passed although it is NO-GO. It is never a GO.", styles.soft);
  const names = new Map(run.people.map(({ id, name }) => [id, name]));
  const nameOf = (id: string | null) => names.get(id ?? "") ?? "somebody who left";
  for (const row of overrides) {
    sheet.need(140);
    sheet.space(4);
    sheet.text(run.gates.find(({ key }) => key === row.gateKey)?.title ?? row.gateKey, { ...styles.part, size: 12 });
    sheet.fact("Because", row.reason, styles.strong);
    sheet.fact("Until", utc(row.endsAt));
    for (const { code, text } of row.overridden) sheet.fact(spoken(code), text);
    const by = (name: string | null, as: string | null, at: string, method: string | null) =>
      `${name}, ${as}, ${utc(at)}, re-authenticated by ${method}`;
    sheet.fact("Asked for by", by(row.askedByName, row.askedAs, row.askedAt, row.askedMethod));
    sheet.fact(
      "Confirmed by",
      row.confirmedAt
        ? by(row.confirmedByName, row.confirmedAs, row.confirmedAt, row.confirmedMethod)
        : "nobody: it was never in force",
    );
    if (row.ended && row.endedAt) {
      const who = row.endedById ? ` by ${nameOf(row.endedById)}` : "";
      sheet.fact(row.ended, `${utc(row.endedAt)}${who}${row.endReason ? `: ${row.endReason}` : ""}`);
    }
    if (row.confirmedAt) {
      const review = row.reviewedAt && `${nameOf(row.reviewedById)}, ${utc(row.reviewedAt)}: ${row.reviewNote ?? ""}`;
      sheet.fact("Review", review ?? "NOT REVIEWED", review ? undefined : { ...styles.strong, color: "#a3201d" });
    }
    sheet.fact("SHA-256 of the statement", row.sha256, { ...styles.tiny, color: ink.text });
    sheet.rule();
  }
}
