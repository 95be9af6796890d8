import type { Gate, Signoff } from "@/lib/domain/template-gate";
import type { Lines } from "@/lib/domain/template-node";
import type { Table } from "./block";
import { rowLines, tableCells } from "./block-starts";
import type { Draft, Holder } from "./draft";
import { plainTitle } from "./inline";
import { eitherRoles, isRole } from "./role";
import { shorten } from "./shorten";
import { announcesSignoffs, readSignoffRow, readSignoffTable, type SignoffRow } from "./signoff-rows";

/** True below a heading or bold line that announces signatures. */
export function inSignoffBlock(stack: Holder[]): boolean {
  return stack.some((holder) => holder.node.kind !== "item" && announcesSignoffs(holder.node.title));
}

/** A row with its lines, as found in a list or paragraph. */
export type FoundRow = { row: SignoffRow; lines: Lines; text: string };

/** Reads rows as sign-offs; `undefined` entries are rows that stay what they are. */
export function readRows(rows: { text: string; lines: Lines }[], inBlock: boolean): (FoundRow | undefined)[] {
  return rows.map(({ text, lines }) => {
    const row = readSignoffRow(text, inBlock);
    return row && { row, lines, text };
  });
}

/** Adds sign-offs to the gate where they stand, making one when the last thing there is none. */
export function addSignoffs(draft: Draft, stack: Holder[], rows: FoundRow[], factSheet = false): void {
  const holder = stack.at(-1) as Holder;
  const name = holder.node.title;
  const decision = rows.find((each) => each.row.is === "decision")?.row;
  const wording = decision?.is === "decision" ? decision.wording : statementIn(holder);
  const signers = signersAbove(holder);
  const gate = openGate(draft, holder, name, rows[0]?.lines ?? [1, 1], factSheet);
  for (const { row, lines, text } of rows) {
    gate.lines = [Math.min(gate.lines?.[0] ?? lines[0], lines[0]), Math.max(gate.lines?.[1] ?? lines[1], lines[1])];
    if (row.is === "decision" && row.meant) {
      const { content } = holder.node;
      content.splice(content.indexOf(gate), 0, { kind: "note", markdown: text, lines });
    }
    if (row.is !== "signoff") {
      draft.claim(lines, row.is === "room" ? "signoff" : "gate", gate, text);
      continue;
    }
    const above = gate.signoffs.at(-1);
    if (row.hand && above && lines[0] - (above.lines?.[1] ?? 0) <= 2) {
      draft.claim(lines, "signoff", above, text);
      continue;
    }
    const roles = row.roles.length > 0 ? row.roles : (signers ?? ["Lead"]);
    const said = row.wording ?? wording ?? `${name}: approved`;
    const signoff: Signoff = {
      key: "",
      title: row.label ?? shorten(roles.join(" or "), 300),
      roles,
      count: 1,
      wording: said,
      lines,
    };
    gate.signoffs.push(signoff);
    draft.claim(lines, "signoff", signoff, text);
  }
}

const stating =
  /^(?:(?:by signing|i|we|the undersigned)\b.{0,60}\b(?:confirm|certif|approve|agree|accept|acknowledge|attest|authori[sz]e|declare|have reviewed)|hiermit bestätig|ich bestätig|wir bestätig|je (?:soussigné|confirme)|nous confirmons|(?:yo )?confirmo|confirmamos|(?:eu )?confirmo|(?:io )?confermo|подтвержда)/iu;

/** "I confirm that …" right above the lines to sign on: what is signed. */
function statementIn({ node }: Holder): string | undefined {
  const above = node.content.at(-1);
  const text = above?.kind === "note" ? plainTitle(above.markdown.slice(0, 600)) : "";
  return text.length <= 400 && stating.test(text) ? text : undefined;
}

/** "**CTO / IT director:**" right above a line to sign on, or the heading over it: whose line it is. */
function signersAbove({ node }: Holder): string[] | undefined {
  const above = node.content.at(-1);
  const text = above?.kind === "note" && above.markdown.length < 200 ? plainTitle(above.markdown) : node.title;
  const roles = eitherRoles(text.replace(/\s?[:：]$/u, ""));
  return roles.length > 0 && roles.every((role) => isRole(role)) ? roles : undefined;
}

function openGate(draft: Draft, holder: Holder, name: string, lines: Lines, factSheet: boolean): Gate {
  const last = holder.node.content.at(-1);
  if (last?.kind === "gate" && draft.found.has(last)) return last;
  const gate: Gate = { kind: "gate", key: "", title: name, asks: "approve", signoffs: [], lines: [...lines] };
  holder.node.content.push(gate);
  draft.found.set(gate, { name, factSheet });
  draft.guess(gate, "gate_signatures");
  return gate;
}

/** Turns a table of roles to sign into sign-offs; false when it is another kind of table. */
export function addSignoffTable(draft: Draft, stack: Holder[], table: Table): boolean {
  const found = readSignoffTable(table, inSignoffBlock(stack));
  if (!found || found.length === 0) return false;
  addSignoffs(
    draft,
    stack,
    found.map(({ role, label, wording, lines, text }) => ({
      row: {
        is: "signoff",
        roles: [role],
        ...(label === undefined ? {} : { label }),
        ...(wording === undefined ? {} : { wording }),
      },
      lines,
      text,
    })),
  );
  const { content } = (stack.at(-1) as Holder).node;
  const gate = content.at(-1);
  const node = gate?.kind === "gate" ? gate : undefined;
  const signed = new Set(found.map(({ lines }) => lines[0]));
  for (let row = 2; row < table.rows.length; row += 1) {
    const [from, to] = rowLines(table, row);
    const said = tableCells(table.rows[row] ?? "").filter((cell) => /[\p{L}\p{N}]/u.test(cell));
    if (signed.has(from) || said.length === 0) continue;
    content.splice(-1, 0, { kind: "note", markdown: said.join(" | "), lines: [from, to] });
    draft.claim([from, to], "note", (stack.at(-1) as Holder).node);
  }
  for (let row = 2; row < table.rows.length; row += 1)
    draft.claim(rowLines(table, row), "signoff", node, table.rows[row]);
  draft.claim(table.lines, "signoff", node, table.rows[0]);
  return true;
}
