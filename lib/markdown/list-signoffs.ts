import type { Lines } from "@/lib/domain/template-node";
import type { Entry, List } from "./block";
import type { Holder } from "./draft";
import { attributeOf } from "./facts";
import { openName } from "./form-lists";
import { plainTitle, trimDecoration } from "./inline";
import { boxOf } from "./lead-ins";
import { cleanRole, isRole } from "./role";
import { shorten } from "./shorten";
import { type FoundRow, inSignoffBlock, readRows } from "./signoff-blocks";
import { announcesSignoffs } from "./signoff-rows";

const aside =
  /\b(?:date|time|notes?|comments?|conditions?|decision|datum|entscheidung|kommentar|fecha|comentario|commentaire|data|дата)|日期|日付|备注|備考/iu;

/** `QA/Resilience (A5):` with nothing behind it, beside others that name who signs. */
function takeOpenNames(
  found: (FoundRow | undefined)[],
  rows: { text: string; lines: Lines }[],
  entries: Entry[],
): void {
  const names = rows.map(({ text }) => openName(text, true));
  const roles = names.filter((name) => name !== undefined && isRole(name)).length;
  const plain = entries.every(({ blocks }) => blocks.length === 1) && names.every((name) => name && !aside.test(name));
  if (!plain || roles === 0 || roles * 3 < names.length) return;
  for (const [at, name] of names.entries()) {
    const { text, lines } = rows[at] ?? {};
    if (found[at] || name === undefined || text === undefined || !lines) continue;
    found[at] = { row: { is: "signoff", roles: [shorten(cleanRole(name), 120)] }, lines, text };
  }
}

function firstRow(entry: Entry): string {
  const first = entry.blocks[0];
  return first?.type === "paragraph" ? (first.rows[0] ?? "") : "";
}

/** All that an entry says before what stands below it, without its box. */
function wholeText(entry: Entry | undefined): string {
  const first = entry?.blocks[0];
  if (first?.type !== "paragraph") return "";
  const [row = "", ...others] = first.rows;
  return [boxOf(row)?.text ?? row, ...others].join(" ");
}

const twoBoxes = /(?:\[[ xX]?\]|[☐☑⬜□]).*(?:\[[ xX]?\]|[☐☑⬜□])/u;

/** `- [ ] **Technical sign-off**` over `Engineer: ____ Date: ____`: whoever signs below gives it. */
function signedBelow(entry: Entry, row: string): string[] | undefined {
  const below = entry.blocks[1];
  const text = boxOf(row)?.text;
  if (text === undefined || below?.type !== "list") return undefined;
  const rows = below.entries.flatMap(({ blocks: [first] }) => (first?.type === "paragraph" ? first.rows : []));
  const found = readRows(
    rows.filter((each) => /_{3,}/.test(each)).map((each) => ({ text: each, lines: entry.lines })),
    true,
  );
  const hand = found.some((each) => each?.row.is === "signoff" && each.row.hand);
  const owner = hand ? rows.map((each) => attributeOf(each)?.owner).find((each) => each !== undefined) : undefined;
  if (owner !== undefined && isRole(owner)) return [owner];
  if (!announcesSignoffs(text)) return undefined;
  const roles = found.flatMap((each) => (each?.row.is === "signoff" ? each.row.roles : []));
  return roles.length > 0 ? roles : undefined;
}

/** Sign-offs of a list by entry; none at all unless at least one entry names who signs. */
export function signoffRows(list: List, stack: Holder[], lead?: string): (FoundRow | undefined)[] {
  const rows = list.entries.map((entry) => {
    const first = entry.blocks[0];
    return {
      text: first?.type === "paragraph" && first.rows.length === 1 ? wholeText(entry) : "",
      lines: first?.lines ?? entry.lines,
    };
  });
  const below = list.entries.map((entry) => signedBelow(entry, firstRow(entry)));
  const verdicts =
    list.entries.length > 1 &&
    list.entries.every(({ blocks: [first] }) => first?.type === "paragraph" && boxOf(first.rows[0] ?? ""));
  const decided = verdicts && readRows(rows, true).every((row) => row?.row.is === "decision");
  const inBlock = inSignoffBlock(stack);
  const told = !inBlock && stack.at(-1)?.node.kind !== "item" && lead !== undefined && announcesSignoffs(lead);
  const found = readRows(rows, decided || inBlock || told).map((row, at): FoundRow | undefined => {
    const roles = below[at];
    if (!roles) return row;
    const text = wholeText(list.entries[at]);
    return {
      row: { is: "signoff", roles, wording: trimDecoration(plainTitle(text)) },
      lines: rows[at]?.lines ?? list.lines,
      text,
    };
  });
  if (found.some((row) => row?.row.is === "signoff")) takeOpenNames(found, rows, list.entries);
  if (told && !found.every((row) => row?.row.is === "signoff")) return [];
  const decisions = found.filter((row) => row?.row.is === "decision").length;
  const decides = decisions > 1 && decisions === found.length;
  const asks = (row: FoundRow | undefined) =>
    row?.row.is === "signoff" || (row?.row.is === "decision" && twoBoxes.test(row.text));
  return decides || found.some(asks) ? found : [];
}
