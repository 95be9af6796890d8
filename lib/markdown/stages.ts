import type { Content, Phase, Section, Stage, TemplateDocument } from "@/lib/domain/template";
import type { Draft } from "./draft";
import { comparable, foreignStage } from "./vocabulary";

const moment =
  "(?:deploy(?:ment|ing)?|releas(?:e|ing)|launch(?:ing)?|go[- ]?live|cut-?over|migration|roll-?out|prod(?:uction)?|upgrade|install(?:ation)?|switch-?over|fail-?over)";
const words = (pattern: string) => new RegExp(pattern.replaceAll("MOMENT", moment), "i");

const ready =
  /\b(?:prepared(?:ness)?|readiness|ready|preparation|test(?:s|ed|ing)?|drill|rehearsal|validated|reviewed|documented|defined)\b/i;
const prepared =
  /\b(?:prepared|ready|tested|reviewed|documented|defined|identified|tagged|trained|verified|available|validated|in place|agreed|confirmed|created|(?<!last )known(?! good)|rehearsed|briefed)\b/i;
const foreignPrepared =
  /dokumentiert|getestet|vorbereitet|geprüft|definiert|bereit|documenté|testé|préparé|validé|défini|prêt|documentad|probad|preparad|definid|validad|testad|pront[oa]|documentat|testead|etiquetad|taggead|testat|preparat|definit|realizad|durchgeführt|effectué|effettuat|eseguit|подготовлен|проверен|описан|протестирован|проведен|проведён|готов|已准备|已测试|已验证|已就绪|已完成|准备完毕|準備済|確認済|テスト済|작성 완료|확보|준비 완료|테스트 완료/iu;
const contingency = words(
  "\\broll-?\\s?backs?\\b|\\bback-?out\\b|\\bcontingency\\b|\\bemergency\\b|\\bincident response\\b|\\bfall-?back\\b|\\babort\\b|\\bif (?:the )?MOMENT fails\\b|\\bdisaster\\b",
);
/** What has to be there so that one could go back. */
const given =
  /\bprerequisites?\b|\bpre-?conditions?\b|voraussetzung|pré-?requis|prerrequisit|requisitos? previo|prerequisit|предварительные требования|前提条件|前置条件|사전 조건/iu;
const before = words(
  "\\bpre[- ]?(?:MOMENT|flight|requisites?|check|launch)|\\b(?:before|prior to) (?:the )?MOMENT\\b|\\breadiness\\b|\\bpreparations?\\b|\\bprepare\\b|\\bprerequisites?\\b|\\bplanning\\b|\\b(?:hours?|days?|weeks?|minutes?) before\\b|\\bday before\\b|\\bT\\s?-\\s?(?!0(?!\\d))\\d|^[DJ]\\s?-\\s?[1-9]|^before$|\\b(?:hours?|days?|weeks?) prior\\b|\\bblockers?\\b|\\bmust[- ]fix\\b|\\bfixes required\\b",
);
const after = words(
  "\\bpost[- ]?(?:MOMENT|mortem|implementation)|\\bafter (?:the )?MOMENT\\b|\\bfirst (?:\\d+|twenty-four) hours\\b|\\bfirst (?:day|week|month)\\b|\\bfollow-?ups?\\b|\\bhyper-?care\\b|\\bT\\s?\\+\\s?\\d|^[DJ]\\s?\\+\\s?\\d|^after$|^afterwards$|\\b(?:hours?|days?|weeks?) (?:after|later)\\b|\\bfail-?back\\b",
);
const during = words(
  "^during$|\\bday[- ]of\\b|^T\\s?[-+=]?\\s?0(?!\\d)|^[DJ]-?(?:0|day)(?!\\d)|\\bfail-?over\\b|\\bMOMENT (?:execution|day|phase|steps?|window|process|procedure|sequence|activities|tasks)\\b|\\btraffic (?:cut-?over|migration|shift(?:ing)?|switch)\\b|\\bcut-?over\\b|\\bduring (?:the )?MOMENT\\b|\\bexecut(?:e|ing) (?:the )?MOMENT\\b|^(?:the |prod(?:uction)? )?MOMENT$|^deploy\\b|\\bproduction (?:deploy(?:ment)?|release|roll-?out|launch)$|\\b(?:canary|blue[- ]green|rolling) (?:deploy(?:ment)?|roll-?out|release)\\b",
);
const rehearsal = words(
  "^(?:staging|stage|uat|qa|test|pre-?prod(?:uction)?|dev(?:elopment)?|sandbox|dress rehearsal)\\b.{0,20}\\bMOMENT\\b|\\b(?:to|in|on) staging\\b|^staging$",
);

const foreignDuring =
  /^(?:(?:le|la|el|il|lo|o|a|das|die|der)\s)?(?:déploiement|livraison|lancement|bereitstellung|veröffentlichung|einführung|produktivschaltung|despliegue|lanzamiento|publicación|implantação|implementação|lançamento|publicação|rilascio|distribuzione|lancio|релиз|деплой|запуск|выпуск|развертывание|развёртывание|发布|上线|部署|发布流程|上线流程|部署流程|リリース|デプロイ|本番リリース|デプロイメント|本番移行|移行作業|execução|ejecución|exécution|esecuzione|выполнение|выкат|план выката(?: \(шаги\))?|план релиза|déroulé|déroulement|执行|実行|実施|本番作業|실행|배포|배포 절차|배포 단계)(?:\s(?:en|in|em|im|в|на)\s\S{1,20})?$/iu;

/** A word that is a stage only where nothing stands beside it. */
const alone: [Stage, RegExp][] = [
  ["before", /^(?:antes|avant|prima|davor|vorher|до|之前|事前)$/iu],
  ["during", /^(?:durante|pendant|währenddessen|в процессе|期间)$/iu],
  ["after", /^(?:después|depois|dopo|danach|nachher|ensuite|после|之后|事後)$/iu],
];

/** The stage a heading speaks of, or undefined when its words say nothing about it. */
export function stageOf(title: string): Stage | undefined {
  const whole = comparable(title);
  const text = whole.replace(/\s?\([^()]*\)/g, "").trim();
  if (contingency.test(text) && given.test(text)) return "before";
  if (contingency.test(text)) return ready.test(text) ? undefined : "contingency";
  if (isRehearsal(title)) return "before";
  const bare = text.normalize("NFD").replace(/\p{M}/gu, "");
  if (before.test(text) || before.test(bare)) return "before";
  if (after.test(text) || after.test(whole)) return "after";
  const foreign = foreignStage(whole);
  if (during.test(text) && foreign !== "before" && foreign !== "after") return "during";
  const single = alone.find(([, word]) => word.test(text))?.[0];
  return foreign ?? single ?? (foreignDuring.test(text) ? "during" : undefined);
}

/** A deployment to another environment than production: all of it comes before the one that counts. */
export function isRehearsal(title: string): boolean {
  return rehearsal.test(comparable(title));
}

/** Gives phases and sections the stage of their titles where it differs from what stands above them. */
export function assignStages(draft: Draft, document: TemplateDocument): void {
  const phases = document.phases.filter((part) => part.kind === "phase");
  for (const phase of phases) assign(draft, phase, undefined, false);
  for (const [at, phase] of phases.entries()) {
    const during = phases[at - 1]?.stage === "during" && phases[at + 1]?.stage === "during";
    if (!during || phase.stage !== undefined || phase.lines === undefined) continue;
    phase.stage = "during";
    draft.guess(phase, "stage_between");
  }
}

function assign(draft: Draft, node: Phase | Section, above: Stage | undefined, fixed: boolean): void {
  const words = node.kind === "phase" && node.lines === undefined ? undefined : stageOf(node.title);
  const said = words === "contingency" && isReadiness(node.content) ? "before" : words;
  if (node.stage === undefined && said !== undefined && said !== above && (!fixed || said === "contingency")) {
    node.stage = said;
    draft.guess(node, said === words ? "stage_title" : "stage_readiness");
  }
  const stage = node.stage ?? above;
  const inside = fixed || stage === "contingency" || isRehearsal(node.title);
  for (const section of sectionsIn(node.content)) assign(draft, section, stage, inside);
}

/** True for words that say of something that it is ready: "procedure documented", "backup verified". */
export function isPrepared(title: string): boolean {
  return prepared.test(title) || foreignPrepared.test(title);
}

/** "Rollback plan" over boxes like "procedure documented", "script tested" is prepared before, not done in an emergency. */
function isReadiness(content: Content[]): boolean {
  const items = content.filter((each) => each.kind === "item");
  return (
    items.length > 0 &&
    items.length === content.filter((each) => each.kind !== "note").length &&
    items.filter((item) => isPrepared(item.title)).length * 2 > items.length
  );
}

function sectionsIn(content: Content[]): Section[] {
  return content.flatMap((each) =>
    each.kind === "section" ? [each] : each.kind === "item" ? sectionsIn(each.content) : [],
  );
}
