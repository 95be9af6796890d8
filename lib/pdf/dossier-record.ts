import type { Dossier } from "@/lib/data/dossier.read";
import type { ItemView, SectionView } from "@/lib/domain/run-view-schema";
import { spoken, titlesIn, utc } from "./dossier-words";
import { type Cell, ink, type Sheet, styles } from "./sheet";

const stateColours: Partial<Record<ItemView["state"], string>> = {
  passed: "#0b6b3a",
  warned: "#8a5a00",
  failed: "#a3201d",
};

/** Every item with its state, who set it and when; sections as rows of their own. */
export function printItems(sheet: Sheet, { run }: Dossier): void {
  sheet.heading("Items");
  for (const phase of run.phases) {
    const rows = sectionRows(phase, 0);
    if (rows.length === 0) continue;
    sheet.need(70);
    sheet.space(4);
    const { satisfied, total } = phase.progress;
    sheet.text(`${phase.title} (${satisfied} of ${total} satisfied)`, styles.part);
    sheet.space(2);
    sheet.table(
      [
        { heading: "Item", share: 6 },
        { heading: "Severity", share: 1.4 },
        { heading: "State", share: 2 },
        { heading: "By, at", share: 3.2 },
      ],
      rows,
    );
  }
}

function sectionRows(section: SectionView, depth: number): Cell[][] {
  const below = section.sections.flatMap((inner): Cell[][] => {
    const rows = sectionRows(inner, depth + 1);
    return rows.length === 0 ? [] : [[{ text: indented(inner.title, depth), style: styles.strong }], ...rows];
  });
  return [...section.items.flatMap((item) => itemRows(item, depth)), ...below];
}

function itemRows(item: ItemView, depth: number): Cell[][] {
  const { title, severity, optional, state, blocked, changedBy, changedAt, reason, waiver, taken } = item;
  const notes = [
    reason,
    waiver && `Risk accepted: ${waiver.reason}`,
    blocked && `Blocked: ${[blocked.reason, blocked.link].filter(Boolean).join(" ")}`,
  ];
  const row: Cell[] = [
    {
      text: [indented(title, depth), ...notes.filter(Boolean).map((note) => indented(`${note}`, depth + 1))].join("\n"),
    },
    { text: optional ? "optional" : severity },
    {
      text: taken ? spoken(state) : "option not taken",
      style: { ...styles.soft, weight: 600, color: stateColours[state] ?? ink.soft },
    },
    { text: changedAt ? `${changedBy?.name ?? ""}, ${utc(changedAt)}` : "" },
  ];
  return [row, ...item.items.flatMap((inner) => itemRows(inner, depth + 1))];
}

function indented(text: string, depth: number): string {
  return `${"\u00A0\u00A0\u00A0".repeat(depth)}${text}`;
}

/** What was shown for which item; the bytes of files stay where they are, their digests are here. */
export function printEvidence(sheet: Sheet, { evidence, run, template }: Dossier): void {
  sheet.heading("Evidence");
  if (evidence.length === 0) {
    sheet.text("None was attached.", styles.soft);
    return;
  }
  const titleOf = titlesIn(template.document);
  const names = new Map(run.people.map(({ id, name }) => [id, name]));
  sheet.table(
    [
      { heading: "Evidence", share: 4 },
      { heading: "For", share: 2.6 },
      { heading: "By, at", share: 2.6 },
      { heading: "SHA-256", share: 3 },
    ],
    evidence.map((row) => [
      { text: shown(row) },
      { text: titleOf.get(row.itemKey) ?? row.itemKey },
      {
        text: `${row.addedById === null ? "a pipeline" : (names.get(row.addedById) ?? "somebody who left")}, ${utc(row.addedAt)}`,
      },
      { text: row.sha256, style: styles.tiny },
    ]),
  );
}

/** Its title, and what it holds where the title doesn't say that already. */
function shown({ title, url, text, kind, redactedAt }: Dossier["evidence"][number]): string {
  const held = redactedAt ? "redacted" : (url ?? text ?? kind).slice(0, 300);
  return held === title ? title : `${title}\n${held}`;
}

/** Every entry of the history in the order it was written. */
export function printHistory(sheet: Sheet, { audit, template }: Dossier): void {
  const titleOf = titlesIn(template.document);
  sheet.heading("History");
  sheet.table(
    [
      { heading: "No.", share: 0.8 },
      { heading: "At (UTC)", share: 2.4 },
      { heading: "Who", share: 2.2 },
      { heading: "What", share: 5.4 },
      { heading: "SHA-256 begins", share: 1.7 },
    ],
    audit.entries.map(({ seq, at, actor, action, subject, change, text, redactedAt, hash }) => [
      { text: String(seq) },
      { text: utc(at).replace(" UTC", "") },
      { text: actor?.name ?? "Gonogo" },
      {
        text: [about(spoken(action), subject, titleOf), moves(change), redactedAt ? "(words redacted)" : (text ?? "")]
          .filter(Boolean)
          .join("\n"),
      },
      { text: hash.slice(0, 12), style: styles.tiny },
    ]),
  );
}

/** `trigger fired: Error rate above 5 %`; what the checklist has no name for goes by its verb alone. */
function about(
  action: string,
  { item, key }: Dossier["audit"]["entries"][number]["subject"],
  titleOf: ReadonlyMap<string, string>,
): string {
  const title = titleOf.get(item ?? "") ?? titleOf.get(key ?? "") ?? item;
  return title ? `${action}: ${title}` : action;
}

/** `state: open to passed` for each field that moved. */
function moves(change: Record<string, unknown> | null): string {
  const parts = Object.entries(change ?? {}).flatMap(([field, value]) => {
    if (typeof value !== "object" || value === null || !("from" in value) || !("to" in value)) return [];
    return `${spoken(field)}: ${said(value.from)} to ${said(value.to)}`;
  });
  return parts.join("; ");
}

function said(value: unknown): string {
  if (value === null || value === undefined || value === "") return "nothing";
  return typeof value === "string" ? spoken(value) : JSON.stringify(value);
}
