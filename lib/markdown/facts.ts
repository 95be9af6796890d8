import type { Severity } from "@/lib/domain/severity";
import type { Attributes } from "@/lib/domain/template";
import { minutesIn } from "./duration";
import { isMenu, isPlaceholder } from "./fact-meaning";
import { type Fact, factOf, plainTitle, splitFacts, trimDecoration } from "./inline";
import { isRole } from "./role";
import { foreignSeverity } from "./vocabulary";

const severityWords: [RegExp, Severity][] = [
  [/^(?:critical|blocker|blocking|p0|sev-?0|sev-?1|must[- ]fix)\b/i, "critical"],
  [/^(?:high|p1|major|sev-?2)\b/i, "high"],
  [/^(?:medium|moderate|normal|p2|sev-?3)\b/i, "medium"],
  [/^(?:low|minor|p3|p4|trivial|sev-?4)\b/i, "low"],
];
const names: [RegExp, keyof Attributes][] = [
  [
    /^(?:severity|priority|criticality|impact level|priorität|schweregrad|dringlichkeit|priorité|sévérité|criticité|gravité|prioridad|severidad|gravedad|criticidad|prioridade|severidade|gravidade|criticidade|priorità|gravità|criticità|приоритет|критичность|серьёзность|серьезность|важность|优先级|严重程度|严重性|重要性|優先度|重要度|深刻度)$/iu,
    "severity",
  ],
  [
    /^(?:(?:current )?status|stand|statut|état|estado|situação|stato|статус|состояние|状态|ステータス|状況|状態)$/iu,
    "stated",
  ],
  [
    /^(?:est(?:imated?|\.)? (?:time|duration|effort)|time estimate|estimated? time|estimates?|(?:expected |approx(?:imate|\.)? |total )?duration|(?:expected|approx(?:imate|\.)?|total) time|effort|time (?:required|needed)|eta|dauer|aufwand|zeitaufwand|geschätzte (?:dauer|zeit)|durée(?: estimée)?|temps estimé|estimation|duración(?: estimada)?|tiempo estimado|estimación|duração(?: estimada)?|tempo estimado|estimativa|durata(?: stimata)?|tempo stimato|stima|длительность|время выполнения|оценка(?: времени)?|продолжительность|预计时间|预计耗时|耗时|时长|所要時間|見積(?:もり)?(?:時間)?|予定時間)$/iu,
    "estimate",
  ],
  [
    /^(?:owner|owned by|assignee|assigned to|responsible|dri|responsible (?:team|person|role)|verantwortlich(?:e|er)?|zuständig|responsable|propriétaire|encargado|responsável|responsabile|incaricato|ответственн(?:ый|ая|ые)|исполнитель|负责人|责任人|執行者|担当(?:者)?|責任者)$/iu,
    "owner",
  ],
  [
    /^(?:due|due date|deadline|fällig(?: am| bis)?|frist|échéance|date limite|fecha límite|plazo|prazo|scadenza|срок|дедлайн|截止(?:日期|时间)?|期限|期日)$/iu,
    "due",
  ],
];
const colours: [string, Severity][] = [
  ["🔴", "critical"],
  ["🟠", "high"],
  ["🟡", "medium"],
  ["🟢", "low"],
];
const blank = /_{3,}|^\[[^\]]*\]$|^(?:tbd|n\/a|-+|—|todo)$/i;

/** "P1 - Critical" says in words what its number means here. */
const ranked = /^(?:p|sev-?|tier )\d\s?[-–—:(/]\s?(?=critical|blocker|high|medium|moderate|low|major|minor)/i;

/** The severity a word such as "CRITICAL" or "P1" stands for. */
export function severityOf(text: string): Severity | undefined {
  const word = trimDecoration(plainTitle(text)).replace(ranked, "");
  const said = severityWords.find(([pattern]) => pattern.test(word))?.[1] ?? foreignSeverity(word);
  return said ?? colours.find(([sign]) => text.includes(sign))?.[1];
}

/** The severity a heading announces ("Critical Blockers (MUST FIX)"); weaker than a line of its own. */
export function severityOfHeading(title: string): Severity | undefined {
  const text = plainTitle(title);
  if (/\bmust[- ]fix\b|\bblockers?\b/i.test(text) && !/\bhigh|medium|low\b/i.test(text)) return "critical";
  const last = /\s[–—-]\s(\p{L}{4,14})$/u.exec(text)?.[1] ?? "";
  if (severityOf(last) === "critical" || /^(?:high|hoch|alta)$/i.test(last)) return severityOf(last);
  const match =
    /^(critical|high|medium|low|p[0-4])(?:\s{0,2}[:(–—-]|\s(?:priority|severity|blockers?|issues?|fixes|items?|risks?|findings?|tasks?)\b|$)/i.exec(
      text,
    );
  return match?.[1] && !/^[^\s]+-\p{L}/u.test(text) ? severityOf(match[1]) : undefined;
}

/** `☐ Open / ☑ Done`: the one that is ticked. */
function tickedOf(value: string): Attributes | undefined {
  const parts = value.slice(0, 500).split(/(?=[☐☑☒⬜]|\[[ xX]\])/u);
  const ticked = parts.filter((part) => /^(?:[☑☒]|\[[xX]\])/u.test(part));
  const stated = trimDecoration(plainTitle((ticked[0] ?? "").replace(/^(?:[☑☒]\ufe0f?|\[[xX]\])/u, ""))).replace(
    /(?<![\s/|,;])[\s/|,;]+$/,
    "",
  );
  return ticked.length === 1 && stated !== "" ? { stated } : undefined;
}

/** The attribute a line such as `**Severity**: CRITICAL` gives to what it stands under; undefined when it is none. */
export function attributeOf(row: string): Attributes | undefined {
  const parts = splitFacts(row);
  if (parts.length > 1) {
    const found = parts.map((part) => attributeOf(part));
    return found.includes(undefined) ? undefined : Object.assign({}, ...found);
  }
  const fact = factOf(row, true);
  const name = fact && names.find(([pattern]) => pattern.test(plainTitle(fact.name)))?.[1];
  return fact && name ? readAttribute(name, fact) : undefined;
}

function readAttribute(name: keyof Attributes, fact: Fact): Attributes | undefined {
  const said = trimDecoration(plainTitle(trimDecoration(fact.value)));
  const bracketed = /^\[([^[\]]{2,60})\]$/.exec(said)?.[1];
  const value = name === "owner" && bracketed && isRole(bracketed) ? bracketed : said;
  if (name === "stated" && /[☐☑☒⬜]|\[[ xX]\]/u.test(fact.value)) return tickedOf(fact.value);
  if (value === "" || blank.test(value) || /[☐☑]/u.test(fact.value)) return undefined;
  if (name === "severity") {
    const severity = severityOf(value) ?? severityOf(fact.value);
    return severity && { severity };
  }
  if (name === "estimate") {
    const estimate = minutesIn(value);
    return estimate !== undefined && estimate <= 525_600 ? { estimate } : undefined;
  }
  if (name === "stated" && isMenu(value)) return undefined;
  if (name === "stated") return value.length <= 400 ? { stated: value } : undefined;
  if (name === "owner" && (isPlaceholder(value) || /\b(?:makes|is|are|will|should|must|can|decides)\s/i.test(value)))
    return undefined;
  if (name === "owner") return value.length <= 120 ? { owner: value.replace(/^@/, "") } : undefined;
  return name === "due" && value.length <= 40 ? { due: value } : undefined;
}
