import type { Trigger } from "@/lib/domain/template";
import { splitGroup } from "./attribute-group";
import type { Entry, List, Paragraph } from "./block";
import type { Draft, Holder } from "./draft";
import { minutesIn } from "./duration";
import { readThreshold } from "./expectations";
import { bareTitle, plainTitle } from "./inline";
import { boxOf } from "./lead-ins";
import { addLines } from "./leaf-nodes";
import { shorten } from "./shorten";
import { comparable } from "./vocabulary";

const announces =
  /\broll-?\s?back triggers?\b|\btriggers? for roll-?\s?back\b|\bwhen to (?:roll-?\s?back|abort)\b|\broll-?\s?back (?:decision|criteria|conditions?)\b|\b(?:roll-?\s?back|abort)\b.{0,20}\b(?:if|when)\b(?: any.{0,20})?:?$|\babort criteria\b|\bcriteria for roll-?\s?back\b|\b(?:rollback|rückfall|abbruch)[- ]?(?:kriterien|auslöser|trigger|bedingungen)\b|\b(?:critères|conditions|déclencheurs) (?:de|du) (?:rollback|retour arrière)\b|\bquand (?:faire|effectuer) (?:un )?(?:rollback|retour arrière)\b|\b(?:criterios|condiciones|disparadores) (?:de|para el|para) (?:rollback|reversión)\b|\b(?:critérios|condições|gatilhos) (?:de|para) (?:rollback|reversão)\b|\b(?:criteri|condizioni|trigger) (?:di|per il) (?:rollback|ripristino)\b|(?:критерии|условия|триггеры) отката|когда откатывать|回滚(?:条件|触发|标准|判断)|ロールバック(?:条件|判断|基準|トリガー)|切り戻し(?:条件|判断|基準)/iu;
const success = /\bsuccess\b|\bprocedure\b|\bsteps\b|\bplan\b/i;
const timed = /\bif not\b|\bunless\b|\bafter \d|\bwithin \d|\bnot resolved\b|\bstill\b/i;
const milder = /\binvestigat|\bconsider\b|\bescalat|\bmonitor\b|\bwatch\b|\bnotify\b|\bstop\b|\bpause\b|\bhold\b/i;
const reacting = /\broll-?\s?back\b|\broll back\b|\babort\b/i;

/** True for a heading or lead-in over conditions that call for going back. */
export function announcesTriggers(title: string): boolean {
  const text = comparable(title);
  return announces.test(text) && !success.test(text);
}

/** True when a list stands under such a heading or line, directly or below a bold line of its section. */
function inTriggers(stack: Holder[], lead: string | undefined): boolean {
  const holder = stack.at(-1);
  const above = holder?.bold || lead !== undefined ? stack.at(-2) : undefined;
  const named = [lead, holder?.node.title, holder?.bold ? above?.node.title : undefined];
  return named.some((title) => title !== undefined && announcesTriggers(title));
}

/** Under such a heading, every entry of the list as a trigger, ticked or not: a box here says that it fired, not that it is done. */
export function addTriggers(draft: Draft, stack: Holder[], list: List, lead: string | undefined): boolean {
  if (!inTriggers(stack, lead)) return false;
  const holder = stack.at(-1) as Holder;
  const above = [lead, holder.node.title].filter((title) => title !== undefined).map((title) => plainTitle(title));
  for (const entry of list.entries) {
    const [first, nested] = entry.blocks;
    if (first?.type !== "paragraph") addLines(draft, holder, entry.lines, list.depth);
    else if (nested?.type === "list" && announcesTriggers(first.rows.join(" "))) {
      addLines(draft, holder, first.lines, list.depth);
      addTriggers(draft, stack, nested, first.rows.join(" "));
      const [after, last] = [entry.blocks[2], entry.lines[1]];
      if (after) addLines(draft, holder, [after.lines[0], last], entry.depth + 1);
    } else {
      const trigger = readTrigger(entry, first, above);
      holder.node.content.push(trigger);
      draft.claim(first.lines, "trigger", trigger);
      if (nested) addLines(draft, holder, [nested.lines[0], entry.lines[1]], entry.depth + 1);
    }
  }
  return true;
}

function readTrigger(entry: Entry, first: Paragraph, above: string[]): Trigger {
  const row = first.rows.map((each) => each.trim()).join(" ");
  const { text, group } = splitGroup(boxOf(row)?.text ?? row);
  const colon = text.lastIndexOf(": ");
  const after = colon > 0 ? plainTitle(text.slice(colon + 2, colon + 300)) : "";
  const reacts = after !== "" && (reacting.test(after) || milder.test(after)) ? after : undefined;
  const title = bareTitle(reacts === undefined ? text : text.slice(0, colon));
  const said = reacts ?? above.find((each) => tierOf(each) !== undefined);
  const tier = tierOf(said ?? "") ?? "rollback";
  const reaction = tier === "timed" && said ? minutesIn(said, "clock") : undefined;
  const expectation = readThreshold(title);
  return {
    kind: "trigger",
    key: group?.key ?? "",
    title: title === "" ? "Trigger" : title,
    tier,
    ...(reaction === undefined ? {} : { reaction }),
    ...(said === undefined ? {} : { reactionText: shorten(said, 400) }),
    ...(expectation ? { expectation } : {}),
    lines: entry.lines,
  };
}

function tierOf(text: string): Trigger["tier"] | undefined {
  if (
    /\bimmediate(?:ly)?\b.{0,12}\b(?:roll-?\s?back|roll back)\b|\b(?:roll-?\s?back|roll back) immediately\b/i.test(text)
  )
    return "rollback";
  if (timed.test(text) && minutesIn(text.slice(text.search(timed)), "clock") !== undefined) return "timed";
  return milder.test(text) && !/\bmonitor(?:ing)?\b.{0,10}\btriggers\b/i.test(text) ? "investigate" : undefined;
}
