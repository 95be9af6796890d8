import type { Entry, List } from "./block";
import type { Holder } from "./draft";
import { plainTitle } from "./inline";
import { boxOf } from "./lead-ins";
import { type FoundRow, inSignoffBlock, readRows } from "./signoff-blocks";
import { announcesSignoffs } from "./signoff-rows";

function firstRow(entry: Entry): string {
  const first = entry.blocks[0];
  return first?.type === "paragraph" ? (first.rows[0] ?? "") : "";
}

const twoBoxes = /(?:\[[ xX]?\]|[☐☑⬜□]).*(?:\[[ xX]?\]|[☐☑⬜□])/u;

/** `- [ ] **Technical sign-off**` over `Engineer: ____ Date: ____`: whoever signs below gives it. */
function signedBelow(entry: Entry, row: string): string[] | undefined {
  const below = entry.blocks[1];
  const text = boxOf(row)?.text;
  if (text === undefined || below?.type !== "list" || !announcesSignoffs(text)) return undefined;
  const rows = below.entries.flatMap(({ blocks: [first] }) => (first?.type === "paragraph" ? first.rows : []));
  const found = readRows(
    rows.filter((each) => /_{3,}/.test(each)).map((each) => ({ text: each, lines: entry.lines })),
    true,
  );
  const roles = found.flatMap((each) => (each?.row.is === "signoff" ? each.row.roles : []));
  return roles.length > 0 ? roles : undefined;
}

/** Sign-offs of a list by entry; none at all unless at least one entry names who signs. */
export function signoffRows(list: List, stack: Holder[]): (FoundRow | undefined)[] {
  const rows = list.entries.map((entry) => {
    const first = entry.blocks[0];
    const row = first?.type === "paragraph" && first.rows.length === 1 ? (first.rows[0] ?? "") : "";
    return { text: boxOf(row)?.text ?? row, lines: first?.lines ?? entry.lines };
  });
  const below = list.entries.map((entry) => signedBelow(entry, firstRow(entry)));
  const verdicts =
    list.entries.length > 1 &&
    list.entries.every(({ blocks: [first] }) => first?.type === "paragraph" && boxOf(first.rows[0] ?? ""));
  const decided = verdicts && readRows(rows, true).every((row) => row?.row.is === "decision");
  const found = readRows(rows, decided || inSignoffBlock(stack)).map((row, at): FoundRow | undefined => {
    const roles = below[at];
    const { text = "", lines = list.lines } = rows[at] ?? {};
    return roles ? { row: { is: "signoff", roles, wording: plainTitle(text) }, lines, text } : row;
  });
  const decisions = found.filter((row) => row?.row.is === "decision").length;
  const decides = decisions > 1 && decisions === found.length;
  const asks = (row: FoundRow | undefined) =>
    row?.row.is === "signoff" || (row?.row.is === "decision" && twoBoxes.test(row.text));
  return decides || found.some(asks) ? found : [];
}
