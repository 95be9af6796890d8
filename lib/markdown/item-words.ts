import type { GuessReason } from "@/lib/domain/import-guess";
import type { Severity } from "@/lib/domain/severity";
import type { Item } from "@/lib/domain/template";
import { minutesIn } from "./duration";
import { isPlaceholder } from "./fact-meaning";
import { severityOf } from "./facts";
import { plainTitle } from "./inline";
import { isRole } from "./role";

type Said = Pick<Item, "severity" | "optional" | "estimate" | "owner" | "due"> & { reasons: GuessReason[] };

const open = "[[(（【［]";
const close = "[\\])）】］]";
const ranked = new RegExp(`${open}\\s?(P[0-4]|SEV-?[0-4])\\s?${close}|^(P[0-4])(?=\\s?[:：–—-]\\s|\\s\\|)`, "iu");
const bracketedWord = new RegExp(`${open}\\s?([\\p{L}][\\p{L} -]{1,24})\\s?${close}`, "giu");
const leadingWord = /^(critical|blocker|high|medium|low|must|should|could)(?=\s?[:：]\s)/i;
const required =
  /^(?:must(?:[- ]have)?|mandatory|required|pflicht|verpflichtend|obligatoire|obligatori[oa]|obrigatóri[oa]|обязательно|必须|必填|必須)$/iu;
const optional =
  /^(?:optional|nice[- ]to[- ]have|could(?:[- ]have)?|(?:if|where|when|as) (?:applicable|needed|necessary|required|relevant)|(?:if|where) (?:used|present|any)|wahlweise|(?:falls|wenn|sofern) (?:zutreffend|nötig|erforderlich|relevant|vorhanden)|facultatif|facultative|optionnel(?:le)?|si (?:nécessaire|applicable|besoin|necessario)|le cas échéant|opcional|si (?:aplica|procede|es necesario)|se (?:aplicável|necessário)|opzionale|facoltativo|se (?:applicabile|necessario|presente|richiest[oa]|previst[oa])|необязательно|опционально|по желанию|если (?:применимо|нужно|используется|есть)|可选|如适用|如有|如需|任意|必要に応じて|該当する場合|선택(?: ?사항)?|필요 ?시|해당 ?시|해당하는 경우|opcjonalnie|jeśli (?:dotyczy|potrzebne|wymagane)|w razie potrzeby|tùy chọn|nếu (?:cần|có|dùng|áp dụng)|optioneel|indien (?:van toepassing|nodig)|isteğe bağlı|opsiyonel|gerekirse|varsa|se for (?:o caso|necessário)|caso (?:necessário|aplicável)|si (?:corresponde|es el caso))$/iu;
const trailing =
  /[,;，、–—-]\s?((?:if|where|as) (?:applicable|needed|necessary|relevant)|falls (?:zutreffend|nötig)|si (?:nécessaire|applicable|aplica)|se (?:aplicável|necessário|applicabile)|если применимо)\.?$/iu;
const leading =
  /^((?:if|where) (?:applicable|needed|relevant)|optional|recommended|nice[- ]to[- ]have|facultatif|opcional|opzionale|необязательно|可选|任意)\s?[:：,，]/iu;
const signs: [string, Severity][] = [
  ["🔴", "critical"],
  ["🟠", "high"],
  ["🟡", "medium"],
];
const time = new RegExp(
  `${open}\\s?(?:~|≈|ca\\.|about|approx\\.?|est\\.?:?|estimated:?|etwa|env\\.)?\\s?(\\d[\\d.,]{0,5}(?:\\s?[-–]\\s?\\d{1,4})?\\s?\\p{L}{1,12})\\.?\\s?${close}\\s?$`,
  "iu",
);
const whose =
  "(?:owner|owned by|responsible|assignee|assigned to|dri|verantwortlich|zuständig|responsable|responsável|responsabile|ответственный|负责人|担当者?)\\s?[:：]\\s?@?";
const named = new RegExp(
  `${open}\\s?${whose}([^\\])）】］,;，；]{2,80})(?:[,;，；][^\\])）】］]{0,80})?${close}`,
  "iu",
);
const namedLast = new RegExp(`\\s[–—-]\\s?${whose}([^\\s:：,;.()][^:：,;.()]{1,60})$`, "iu");
const handle = /(?:^|\s|[([])@([\p{L}][\p{L}\p{N}_/-]{1,60})[)\]]?\s?$/u;
const party =
  /(?:team|lead|manager|owner|coordinator|commander|engineers?|dba|devops|sre|qa|officer|director|architect|cto|ciso|pm|on-?call)$/i;

/** True for a title that says nothing else: "Optional", "If needed". */
export function saysOptional(title: string): boolean {
  return optional.test(plainTitle(title).replace(/\s?[:：]$/u, ""));
}

/** What the words of an item say of it: `[P0]`, `🔴`, `(optional)`, `(~2 h)`, `(Owner: DBA)`, `@sre`. */
export function readWords(written: string): Said {
  const text = plainTitle(written.slice(0, 500));
  const words = [...text.matchAll(bracketedWord)].slice(0, 5).map((match) => (match[1] ?? "").trim());
  const said: Said = { reasons: [] };
  const set = <K extends "severity" | "optional" | "estimate" | "owner" | "due">(
    name: K,
    value: Item[K] | undefined,
    why: GuessReason,
  ) => {
    if (value === undefined || said[name] !== undefined) return;
    Object.assign(said, { [name]: value });
    said.reasons.push(why);
  };
  set("severity", severityIn(text, words), "severity_words");
  set("severity", signs.find(([sign]) => written.includes(sign) && !standing(written, sign))?.[1], "severity_sign");
  const free = words.some((word) => optional.test(word)) || trailing.test(text) || leading.test(text);
  set("optional", free ? true : undefined, "optional_words");
  set("estimate", estimateIn(text), "estimate_words");
  set("owner", ownerIn(text, words.at(-1)), "owner_words");
  const moment = /^T\s?([-+])\s?(\d{1,4})\s?(m|h|d)(?:in|ours?|rs?|ays?)?\b/i.exec(text);
  const now = /^T\s?[-+]?\s?0(?!\d|:\d)(?:\s?(?:m|h|d|hours?|min))?(?![\p{L}\d])/iu.test(text) ? "T" : undefined;
  const apart = moment && Number(moment[2]) > 0 ? `T${moment[1]}${moment[2]}${moment[3]?.toLowerCase()}` : now;
  set("due", apart, "due_words");
  return said;
}

const states =
  /^[\s*_:–—-]{0,6}(?:good|fair|poor|excellent|healthy|stable|ok|amber|yellow|red|moderate risk|not started|to-?do|open|pending|in progress|started|wip|done|complete[d]?|blocked|at risk|on track|ready|partial|offen|in arbeit|à faire|en cours|pendiente|en (?:curso|progreso)|pendente|em andamento|da fare|in corso|в работе|не начато|进行中|未开始|待处理|進行中|未着手)(?!\p{L})/iu;

/** "🟡 In progress": a sign of how far it is, and not of how severe. */
function standing(written: string, sign: string): boolean {
  return states.test(
    written.slice(written.indexOf(sign) + sign.length, written.indexOf(sign) + 40).replace(/^\ufe0f/, ""),
  );
}

function severityIn(text: string, words: string[]): Severity | undefined {
  const rank = ranked.exec(text);
  const word = words.find(
    (each) => /^\p{L}+$/u.test(each) && !/^medi(?:[oa]|an[oa]?)$/iu.test(each) && severityOf(each),
  );
  const said = rank?.[1] ?? rank?.[2] ?? word ?? leadingWord.exec(text)?.[1];
  if (said !== undefined && severityOf(said)) return severityOf(said);
  return words.some((each) => required.test(each)) || /^must\b/i.test(said ?? "") ? "high" : undefined;
}

/** How long something is looked at is no work. */
const watching =
  /\bmonitoring\b|\bobservation\b|\bsoak\b|\bbake\b|überwachung|beobachtung|surveillance|monitoreo|monitoramento|monitoraggio|мониторинг|наблюдение|监控|観察|監視/iu;

/** Only a bracket at the end with a time and nothing else; beside a share of traffic it says how long to hold. */
function estimateIn(text: string): number | undefined {
  const said = time.exec(text)?.[1];
  if (said === undefined || /\d\s?%/.test(text) || watching.test(text)) return undefined;
  const minutes = minutesIn(said);
  return minutes !== undefined && minutes <= 525_600 ? minutes : undefined;
}

function ownerIn(text: string, last: string | undefined): string | undefined {
  const stated = (named.exec(text) ?? namedLast.exec(text))?.[1]?.trim() ?? handle.exec(text)?.[1];
  if (stated !== undefined) return isPlaceholder(stated) ? undefined : stated;
  const ends =
    last !== undefined && /[\])）】］]\s?$/u.test(text) && text.includes(last, text.length - last.length - 3);
  return ends && party.test(last) && isRole(last) ? last : undefined;
}
