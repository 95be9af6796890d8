import type { Dossier } from "@/lib/data/dossier.read";
import { lossWords } from "@/lib/domain/checkpoint-loss";
import { dossierDigest } from "@/lib/domain/dossier-seal";
import { printCover } from "./dossier-cover";
import { printDecisions } from "./dossier-decisions";
import { printOverrides } from "./dossier-overrides";
import { printEvidence, printHistory, printItems } from "./dossier-record";
import { printSignatures } from "./dossier-signatures";
import { Sheet, styles } from "./sheet";

/** A dossier for people: what `dossier.json` of the same moment says, on A4. Its bytes as a stream. */
export function dossierPdf(dossier: Dossier): ReadableStream<Uint8Array> {
  const { run, exportedAt, exportedBy } = dossier;
  const digest = dossierDigest(dossier);
  const sheet = new Sheet({
    title: `${run.rehearsal ? "Rehearsal: d" : "D"}ossier: ${run.name}`,
    author: exportedBy?.name ?? "Gonogo",
    at: new Date(exportedAt),
    head: `${run.rehearsal ? "REHEARSAL. " : ""}Deployment dossier: ${run.name}, ${run.environment}`,
    foot: `SHA-256 of the dossier ${digest}`,
  });
  printCover(sheet, dossier);
  sheet.page();
  printSignatures(sheet, dossier);
  printOverrides(sheet, dossier);
  printDecisions(sheet, dossier);
  printItems(sheet, dossier);
  printEvidence(sheet, dossier);
  printHistory(sheet, dossier);
  printProof(sheet, dossier, digest);
  return sheet.finish();
}

function printProof(sheet: Sheet, { audit, checkpoints, keys, seal, template }: Dossier, digest: string): void {
  sheet.heading("How to verify this");
  sheet.text(
    "This print was made from a dossier in JSON that was exported at the same moment. That file carries the signed bytes, the whole history with its hashes, the checkpoints and the public keys; anyone can verify it without this installation and without a network:",
  );
  sheet.space(4);
  sheet.text("gonogo dossier verify dossier.json --key KEYID", styles.strong, 12);
  sheet.space(4);
  sheet.text("Compare the id of the key with the one your organisation noted down when it installed Gonogo.");
  sheet.space(6);
  sheet.fact("SHA-256 of the dossier", digest);
  sheet.fact("Sealed with the key", seal.signatures.map(({ keyid }) => keyid).join(", "));
  sheet.fact("Keys of the installation", keys.map(({ keyId }) => keyId).join(", "));
  sheet.fact("Last entry of the history", `${audit.head.seq}, SHA-256 ${audit.head.hash ?? "none"}`);
  sheet.fact("Checkpoints", `${checkpoints.length}, the last one of entry ${checkpoints.at(-1)?.head.seq ?? 0}`);
  for (const { head } of checkpoints) {
    if (head.lost) sheet.fact("Lost in a restore", `${lossWords(head.lost)}; acknowledged, see the history`);
  }
  sheet.fact("SHA-256 of the checklist", template.digest);
}
