import { isoDay, readClocks, readDays } from "@/lib/domain/dates";
import type { Fact } from "@/lib/domain/template-leaves";
import { plainTitle } from "./inline";

type Meaning = Pick<Fact, "means" | "from" | "to">;

const required =
  /^(?:required|minimum|min|passing|target|needed)\s(?:\p{L}{1,20}\s)?score$|^score required$|^mindest(?:punkt)?zahl$/iu;
const score = /\bscore$|\bpunktzahl$|^puntuación\b|^pontuação\b|^punteggio\b/iu;
const status =
  /(?:^|\s)(?:status|state)$|^(?:estado|estado actual|statut|statut actuel|stato|stato attuale|aktueller stand|статус|текущий статус|(?:当前)?状态|ステータス)$/iu;
const version =
  /^(?:checklist |document |template )?(?:version|revision)$|^(?:versión|versão|versione|версия|(?:发布|当前|软件)?版本号?|(?:リリース)?バージョン)$/iu;
const review =
  /\bnext review\b|^review (?:date|due|by)$|^(?:nächste|prochaine|próxima|prossima)\s.{0,4}\s?(?:prüfung|revue|revisión|revisão|revisione)/iu;
const owner =
  /^(?:checklist |document |template )?owner$|^(?:maintain(?:er|ed by)|owned by|prepared by|author|(?:release|service|system|product|project|change) (?:owner|manager))$|^(?:verantwortlich(?:er)?|responsable|responsável|responsabile|ответственный|(?:发布|上线|系统|项目)?负责人|(?:リリース)?責任者|担当者?)$/iu;
const environment =
  /^(?:(?:target |deployment )?environments?|env|umgebung|environnement|entorno|ambiente|окружение|среда|环境|环境名称|環境|対象環境)$/iu;
const window =
  /\b(?:deploy(?:ment)?|maintenance|change|release|outage|cut-?over)\swindow\b|^(?:wartungsfenster|ventana de (?:mantenimiento|despliegue)|fenêtre de (?:maintenance|déploiement)|janela de (?:manutenção|implantação)|finestra di manutenzione|окно (?:работ|релиза|обслуживания)|(?:发布|上线|维护|变更)?(?:时间)?窗口|(?:メンテナンス|作業)(?:時間帯|ウィンドウ))$/iu;
const target =
  /^(?:target|planned|scheduled|go-?\s?live|deployment|release|launch|cut-?over)(?:\s(?:date|time|day|deployment|release|launch|go-?\s?live|for))*$|^(?:(?:date|data|fecha) d(?:e|o|u|el|e la|e l')\s?(?:mep|mise en production|déploiement|lancement|bascule|go-?live|deploy(?:ment)?|implantação|lançamento|despliegue|lanzamiento))$|^(?:zieltermin|termin|fecha objetivo|date cible|data prevista|data obiettivo|дата релиза|上线日期|发布日期|リリース日)$/iu;
const placeholder =
  /^(?:_{2,}|\.{4,}|…+|tbd|tba|tbc|\[\s?\]|\[(?:your|to be|name|date|time|tbd|insert|enter|fill|add|yyyy|dd|who|url|link|version|team|role|owner|lead|ticket|id|todo|имя|фио|дата|время|версия|ссылка|nom|heure|nombre|fecha|hora|nome|data|datum|uhrzeit|氏名|名前|日付|日時|姓名|日期|时间|负责人|担当者?|이름|날짜|담당자)(?![\p{L}\p{N}])[^[\]]{0,60}\]|<(?:your|name|date|time|insert|version|team|owner|role|tbd|todo|yyyy|who|nom|nombre|nome)\b[^<>]{0,60}>|\{\{\s?(?:yyyy|dd|mm)[^{}]{0,20}\}\}|yyyy[-/]mm[-/]dd(?:[\sT].{0,30})?|dd[./-]mm[./-]yyyy|mm\/dd\/yyyy|[[<][^[\]<>|/]{1,20}(?:\s?[/|]\s?[^[\]<>|/]{1,20}){2,6}[\]>]|(?:to be (?:filled|defined|determined|confirmed|decided)))\.?$/iu;

/** True for a value that is only room for one: `[To be filled]`, `TBD`, `____`. */
export function isPlaceholder(value: string): boolean {
  return placeholder.test(plainTitle(value.slice(0, 200)));
}

/** True for room in the text: a placeholder, or anything that stands in brackets alone. */
export function isRoom(value: string): boolean {
  const text = /^`([^`]{2,162})`$/.exec(value.trim())?.[1] ?? value.trim();
  if (/^<(?!https?:|\/|[\w.+-]{1,60}@)[^<>]{2,160}>$/.test(text)) return true;
  return isPlaceholder(value) || /^\[(?!\s?[xX]?\]|\d{1,3}\])[^[\]]{2,160}\]\.?$/.test(plainTitle(value));
}

/** "Draft / Ready / Blocked": what it may become, and nothing it is. */
export function isMenu(value: string): boolean {
  const words = value.replace(/^[[(<]|[\])>]$/g, "").split(/\s?[/|]\s?/);
  const several = words.length > 2 || (words.length === 2 && /^[[(<].*[\])>]$/.test(value));
  return several && words.every((word) => word !== "" && word.split(/\s/).length <= 3);
}

/** What a fact says about the checklist or its deployment, by its name and value; empty when nothing we know. */
export function meaningOf(name: string, value: string): Meaning {
  const label = plainTitle(name);
  const text = plainTitle(value.slice(0, 300));
  if (isPlaceholder(value)) return { means: "blank" };
  if (required.test(label)) return withScore("required", text);
  if (score.test(label)) return withScore("score", text);
  if (status.test(label)) return isMenu(text) ? {} : { means: "status" };
  if (version.test(label)) return { means: "version" };
  if (review.test(label)) return { means: "review", ...daysOf(text) };
  if (owner.test(label)) return { means: "owner" };
  if (environment.test(label)) return isMenu(text) ? {} : { means: "environment" };
  if (window.test(label)) return { means: "window", ...windowOf(text) };
  if (target.test(label)) {
    const days = daysOf(text);
    return days.from === undefined ? {} : { means: "target", ...days };
  }
  return {};
}

function withScore(means: "score" | "required", text: string): Meaning {
  const points = scoreOf(text);
  return points === undefined ? {} : { means, from: String(points) };
}

/** "20/100 (20%)", "80 %", "≥ 80" as points out of 100. */
export function scoreOf(text: string): number | undefined {
  const part = /(\d{1,5}(?:\.\d{1,3})?)\s?\/\s?(\d{1,5})/.exec(text);
  const share = /(\d{1,3}(?:\.\d{1,3})?)\s?%/.exec(text) ?? /^\D{0,4}(\d{1,3}(?:\.\d{1,3})?)$/.exec(text);
  const value = part && Number(part[2]) > 0 ? (100 * Number(part[1])) / Number(part[2]) : Number(share?.[1]);
  return value >= 0 && value <= 100 ? Math.round(value * 100) / 100 : undefined;
}

function daysOf(text: string): Meaning {
  const days = readDays(text);
  const from = days && isoDay(days.from);
  const to = days && isoDay(days.to, days.from.year);
  if (from === undefined) return yearAtEnd(text);
  return { from, ...(to === undefined || to === from ? {} : { to }) };
}

/** "Jan 21 - 22 2026" and the like, where only the end names the year. */
function yearAtEnd(text: string): Meaning {
  const days = readDays(text);
  const year = Number(/\b(20\d{2})\b/.exec(text)?.[1]);
  const from = days && year ? isoDay(days.from, year) : undefined;
  const to = days && year ? isoDay(days.to, year) : undefined;
  return from === undefined ? {} : { from, ...(to === undefined || to === from ? {} : { to }) };
}

/** From when to when, as far as the text says: `2026-01-21T22:00`, or the time of day alone. */
function windowOf(text: string): Meaning {
  const days = daysOf(text);
  const [from, to] = readClocks(text);
  if (from === undefined || to === undefined) return days;
  const at = (day: string | undefined, clock: number) =>
    day === undefined ? clockText(clock) : `${day}T${clockText(clock)}`;
  return { from: at(days.from, from), to: at(days.to ?? days.from, to) };
}

function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}
