import type { Dossier } from "@/lib/data/dossier.read";
import { signedForWords } from "@/lib/domain/signed-for";
import { decisionWords, standingWords, statementField, utc } from "./dossier-words";
import { ink, type Sheet, styles } from "./sheet";

/** Each signature with printed name, role, meaning and UTC time, as wherever one stands. */
export function printSignatures(sheet: Sheet, { signatures, run, audit }: Dossier): void {
  sheet.heading("Signatures");
  if (signatures.length === 0) sheet.text("Nobody has signed.", styles.soft);
  const names = new Map(run.people.map(({ id, name }) => [id, name]));
  for (const row of signatures) {
    const place = run.gates.find(({ key }) => key === row.gateKey);
    const gate = place?.title ?? row.gateKey;
    const signoff = place?.signoffs.find(({ key }) => key === row.signoffKey);
    sheet.need(130);
    sheet.space(4);
    sheet.text(row.printedName, { ...styles.part, size: 12 });
    sheet.text(`${row.role}, for ${gate}`, styles.soft);
    if (row.delegation) sheet.text(`Signed for ${signedForWords(row.delegation)}`, styles.soft);
    sheet.space(3);
    sheet.fact("Decision", decisionWords[row.decision], styles.strong);
    sheet.fact("Meaning", statementField(row.statement, "meaning") ?? "stands in the statement");
    sheet.fact("Signed", `${utc(row.signedAt)}, re-authenticated by ${row.method}`);
    if (row.comment) sheet.fact("Comment", row.comment);
    for (const { text, ownerId, dueAt, doneAt } of row.conditions) {
      const owner = ownerId ? (names.get(ownerId) ?? "somebody who left") : "nobody named";
      const due = dueAt ? `, due ${utc(dueAt)}` : "";
      sheet.fact("Condition", `${text} (${owner}${due}; ${doneAt ? `met ${utc(doneAt)}` : "not met"})`);
    }
    if (row.withdrawnAt) {
      const entry = audit.entries.find((one) => one.action === "signature.withdrawn" && one.subject.key === row.id);
      const words = `${utc(row.withdrawnAt)}${entry?.text ? `: ${entry.text}` : ""}`;
      sheet.fact("WITHDRAWN", words, { ...styles.strong, color: "#a3201d" });
    }
    if (signoff) sheet.fact("Sign-off at export", `${signoff.title}: ${standingWords[signoff.status]}`);
    sheet.fact("Readiness when signed", (statementField(row.statement, "readiness") ?? "").replaceAll("_", " "));
    sheet.fact("SHA-256 of the statement", row.sha256, { ...styles.tiny, color: ink.text });
    sheet.rule();
  }
}
