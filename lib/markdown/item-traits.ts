import type { Content, Item, Phase, Section, Stage, TemplateDocument } from "@/lib/domain/template";
import type { Draft } from "./draft";
import { minutesIn } from "./duration";
import { isWanted, readThreshold } from "./expectations";
import { namesHold, readHold } from "./holds";
import { plainTitle } from "./inline";
import { isWholePeriod, recurrence } from "./schedules";

const noThreshold = /\balerts?\b|\btriggers?\b|\bpolicy\b/i;
/** Where values stand that somebody is woken by; met, they are bad. */
const alarms = /\balerts?\b|\balert(?:ing|en|as|e)\b|\balarm|алерт|оповещен|告警|报警|アラート|알림|경보/iu;
const feared =
  /^(?:(?:auto(?:matic(?:ally)?)?[- ])?(?:roll-?\s?back|abort|stop|halt|pause|alert|page|escalate|investigate)\b.{0,30}\b(?:if|when|on)\b|if\b|when\b)|^(?:high|elevated|excessive|increased|slow|degraded|low)\s(?!priority)[^:]{2,60}[(:]?\s?[<>≤≥]/i;

/** Gives items the holds, thresholds and schedules that their titles, and the sections they stand in, speak of. */
export function readTraits(draft: Draft, document: TemplateDocument): void {
  for (const phase of document.phases) if (phase.kind === "phase") readPart(draft, phase, undefined, undefined);
}

function readPart(draft: Draft, part: Phase | Section, above: Stage | undefined, every: Item["recurs"]): void {
  const stage = part.stage ?? above;
  const title = plainTitle(part.title.slice(0, 500));
  const own = stage !== "before" && isWholePeriod(title) ? recurrence(title) : undefined;
  readContent(draft, part.content, stage, own ?? every, title);
}

function readContent(
  draft: Draft,
  content: Content[],
  stage: Stage | undefined,
  every: Item["recurs"],
  above: string,
): void {
  for (const each of content) {
    if (each.kind === "section") readPart(draft, each, stage, every);
    if (each.kind !== "item") continue;
    const title = plainTitle(each.title.slice(0, 500));
    readItem(draft, each, title, stage, every, above);
    readContent(draft, each.content, stage, every ?? each.recurs, title);
  }
}

const interval =
  /^- (?:(?:check(?:ing)?|monitoring|review) )?(?:interval|frequency|cadence|intervall|häufigkeit|fréquence|intervalle|frecuencia|frequência|frequenza|частота|频率|頻度|間隔): (.{3,60})$/imu;
const begins = /\bfirst (\d{1,3} )?(minute|hour|day|week)s?\b/i;

/** A column "Check interval" beside a check after going live, for as long as the part says: "First 6 hours". */
function checkedEvery(item: Item, stage: Stage | undefined, above: string): Item["recurs"] {
  const said = item.content.map((each) => (each.kind === "note" ? interval.exec(each.markdown)?.[1] : undefined));
  const found = stage === "after" ? recurrence(said.find((each) => each !== undefined) ?? "") : undefined;
  const span = begins.exec(above);
  const lasts = span ? minutesIn(`${span[1] ?? 1} ${span[2]}`, "clock") : undefined;
  if (!found || (lasts === undefined && found.everyMinutes < 60)) return undefined;
  return lasts === undefined ? found : { ...found, forMinutes: lasts };
}

/** "Polled every 5 minutes", "the daily report arrives": that happens by itself, and is looked at once. */
const automatic = /\b(?:polled|scraped|sampled|automated|automatically|configured|cron|received|arrives|arrived)\b/i;

/** "Weekly: restore a backup". */
function opensWithPeriod(title: string, stage: Stage | undefined): boolean {
  const name = /^([^:：]{4,30})[:：]\s\S/u.exec(title)?.[1];
  return name !== undefined && stage !== "before" && isWholePeriod(name);
}

function readItem(
  draft: Draft,
  item: Item,
  title: string,
  stage: Stage | undefined,
  every: Item["recurs"],
  above: string,
): void {
  const hold = item.hold ?? readHold(title, above);
  if (hold && !item.hold) draft.guess(item, "hold_words");
  if (hold) item.hold = hold;
  const alarm = noThreshold.test(title) || alarms.test(above) || feared.test(title);
  const read = alarm ? undefined : readThreshold(item.title);
  const measured = read && (isWanted(read) || read.upper !== undefined) ? read : undefined;
  const expectation = item.expectation ?? (hold && measured && namesHold(measured.metric) ? undefined : measured);
  if (expectation && !item.expectation) draft.guess(item, "expectation_words");
  if (expectation) item.expectation = expectation;
  const recurs =
    item.recurs ??
    every ??
    checkedEvery(item, stage, above) ??
    ((stage === "after" && !automatic.test(title)) || opensWithPeriod(title, stage) ? recurrence(title) : undefined);
  if (recurs && !item.recurs) draft.guess(item, every ? "recurs_above" : "recurs_words", recurs.text);
  if (recurs) item.recurs = recurs;
}
