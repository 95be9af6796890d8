import type { Dossier } from "@/lib/data/dossier.read";
import { lossWords } from "@/lib/domain/checkpoint-loss";
import { coverHeadline } from "./dossier-headline";
import { statusWords, utc, verdictWords } from "./dossier-words";
import { ink, type Sheet, styles } from "./sheet";

const tones = { go: "#0b6b3a", go_with_conditions: "#8a5a00", override: "#8a5a00", no_go: "#a3201d" } as const;

/** What was to be deployed, and the verdict, on one page. */
export function printCover(sheet: Sheet, dossier: Dossier): void {
  const { run, exportedAt, exportedBy, audit } = dossier;
  sheet.space(30);
  sheet.text("Deployment dossier", { ...styles.part, color: ink.soft });
  sheet.space(6);
  sheet.text(run.name, styles.title);
  sheet.text(run.environment, { ...styles.heading, weight: 400, color: ink.soft });
  if (run.rehearsal) {
    sheet.space(4);
    sheet.text("REHEARSAL: this run was an exercise and let nothing pass.", {
      ...styles.strong,
      color: tones.go_with_conditions,
    });
  }
  sheet.space(18);
  printVerdict(sheet, dossier);
  sheet.space(18);
  const artefact = Object.entries(run.artefact ?? {}).map(([name, value]) => `${name} ${value}`);
  sheet.fact("Artefact", artefact.join("\n") || "none named");
  sheet.fact("Checklist", `${run.template.title}, version ${run.template.version}`);
  sheet.fact("Led by", run.lead.name);
  sheet.fact("Started", utc(run.createdAt));
  sheet.fact("Target", run.targetAt ? utc(run.targetAt) : "none set");
  sheet.fact("Closed", run.closedAt ? utc(run.closedAt) : "not closed when this was exported");
  sheet.fact("Exported", `${utc(exportedAt)}${exportedBy ? `, by ${exportedBy.name}` : ""}`);
  sheet.fact("History", `${audit.entries.length} entries, the last one ${audit.head.hash?.slice(0, 16) ?? ""}…`);
  const lost = dossier.checkpoints.flatMap(({ head }) => (head.lost ? lossWords(head.lost) : []));
  if (lost.length > 0) sheet.fact("Lost in a restore", lost.join("\n"));
  sheet.space(14);
  sheet.text("Gates", styles.part);
  sheet.space(3);
  sheet.table(
    [
      { heading: "Gate", share: 4 },
      { heading: "Recorded", share: 3 },
      { heading: "Verdict at export", share: 3 },
      { heading: "Score", share: 2 },
    ],
    run.gates.map(({ title, status, verdict, score, required, verified }) => [
      { text: title, style: styles.strong },
      { text: statusWords[status] },
      { text: verdictWords[verdict], style: { ...styles.strong, color: tones[verdict] } },
      { text: `${score} of 100, ${required} required; ${verified.weight} of ${verified.of} points verified` },
    ]),
  );
}

/** A word in a frame: colour is never all that tells it. What was recorded comes before what would be said now. */
function printVerdict(sheet: Sheet, dossier: Dossier): void {
  const height = 74;
  const { word, tone, said } = coverHeadline(dossier);
  const { doc, left, width, y } = sheet;
  doc.roundedRect(left, y, width, height, 5).lineWidth(1.2).fillAndStroke(ink.panel, tones[tone]);
  doc.rect(left, y + 5, 5, height - 10).fill(tones[tone]);
  const big = { size: 22, weight: 600, color: tones[tone] } as const;
  sheet.set.draw(sheet.set.lines(word, width - 40, big), left + 20, y + 12, big);
  sheet.set.draw(sheet.set.lines(said, width - 40, styles.soft), left + 20, y + 46, styles.soft);
  sheet.y = y + height;
}
