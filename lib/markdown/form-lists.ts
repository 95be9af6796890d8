import type { Blank, Fact } from "@/lib/domain/template-leaves";
import type { Lines } from "@/lib/domain/template-node";
import type { List } from "./block";
import { isRoom } from "./fact-meaning";
import { factOf, plainTitle } from "./inline";
import { isImperative } from "./plain-tasks";
import { factRow } from "./small-rows";

type Pair = { name: string; value: string };

const open = /^(?:\*\*|__)?([^:：*_`[\]|]{2,60}?)\s?(?:\*\*|__)?\s?[:：](?:\*\*|__)?\s{0,4}$/u;

/** `**Name**:` with nothing behind it; without bold only where `plain`. */
export function openName(row: string, plain: boolean): string | undefined {
  const text = row.trim();
  if (!plain && !/^(?:\*\*|__)/.test(text)) return undefined;
  return open.exec(text)?.[1]?.trim();
}

const evidence =
  /^(?:(?:link to )?evidence|proof|nachweis|beleg|preuves?|evidencias?|pruebas?|evidências?|provas?|evidenz[ae]|подтверждение|证据|凭证|エビデンス|証跡|증빙)(?:\s(?:link|url))?$/iu;

/** `Evidence:` below an item, with room for it or nothing behind: it is to be attached. */
export function asksEvidence(row: string): boolean {
  const pair = pairOf(row);
  return pair !== undefined && evidence.test(plainTitle(pair.name)) && isOpen(pair);
}

/**
 * The rows of a list that is a form: each names something, and some leave its value open; on a `sheet` of facts one is
 * enough. Undefined for any other list.
 */
export function formRows(list: List, sheet: boolean): (Fact | Blank | undefined)[] | undefined {
  if (list.ordered) return undefined;
  const rows = list.entries.map(({ blocks }) => {
    const [first] = blocks;
    return blocks.length === 1 && first?.type === "paragraph" && first.rows.length === 1 ? first.rows[0] : undefined;
  });
  const pairs = rows.map((row) => (row === undefined ? undefined : pairOf(row)));
  const named = pairs.filter((pair) => pair !== undefined);
  const whole = rows.every((row, at) => row === undefined || pairs[at] !== undefined || /[☐☑]|\[[ xX]\]/u.test(row));
  const room = named.filter(isOpen).length;
  const few = room === 0 || (!sheet && room * 3 < named.length);
  const orders = named.filter(({ name }) => isImperative(name)).length;
  const ordered = orders > 0 && (room < named.length || orders * 2 > named.length);
  if (!whole || named.length < 2 || few || ordered) return undefined;
  return pairs.map((pair, at) => {
    const lines: Lines = list.entries[at]?.lines ?? list.lines;
    return pair && factRow(plainTitle(pair.name), pair.value, lines);
  });
}

function pairOf(row: string): Pair | undefined {
  if (/[☐☑⬜]|\[[ xX]\]/u.test(row)) return undefined;
  const name = openName(row, true);
  const pair = name === undefined ? (factOf(row, true) ?? longPair(row)) : { name, value: "" };
  return pair && pair.name.split(/\s+/).length <= 7 && !/https?$/i.test(pair.name) ? pair : undefined;
}

/** `Tools (access, keys, machine to work from): [TODO]`: a long name is one only over room. */
function longPair(row: string): Pair | undefined {
  const [, name = "", value = ""] = /^([^:：*_`[\]|]{2,60})[:：]\s{1,4}(\S.{0,160})$/u.exec(row.trim()) ?? [];
  return isRoom(value) ? { name, value } : undefined;
}

function isOpen({ value }: Pair): boolean {
  return value === "" || isRoom(value) || /^\\?_{3,}$/.test(value);
}
