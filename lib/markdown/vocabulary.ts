import type { Severity } from "@/lib/domain/severity";
import type { Stage } from "@/lib/domain/template";
import { plainTitle } from "./inline";

/** A title as the word lists compare it: plain, every dash a hyphen, at most 300 characters. */
export function comparable(title: string): string {
  return plainTitle(title.slice(0, 300)).replace(/[\u2010-\u2015\u2212]/g, "-");
}

/**
 * Stems other languages use in headings: Spanish, Portuguese, French, Italian, German, Dutch, Polish, Russian, Chinese, Japanese,
 * Korean. Looked for as they are in the lower-cased title; the first stage that has one counts.
 */
const stageStems: [Stage, string[]][] = [
  [
    "contingency",
    [
      "reversión",
      "marcha atrás",
      "reversão",
      "retour arrière",
      "ripristino",
      "rückfall",
      "zurückrollen",
      "notfall",
      "terugdraai",
      "wycofan",
      "откат",
      "回滚",
      "回退",
      "ロールバック",
      "切り戻し",
      "롤백",
      "emergencia",
      "emergência",
      "urgence",
    ],
  ],
  [
    "before",
    [
      "antes de",
      "antes do",
      "antes da",
      "previo al",
      "pre-despliegue",
      "predespliegue",
      "preparación",
      "preparação",
      "pré-implantação",
      "avant le",
      "avant la",
      "pré-déploiement",
      "préparation",
      "prima de",
      "preparazione",
      "vor dem",
      "vor der",
      "vorbereitung",
      "voorbereiding",
      "vóór",
      "przygotowan",
      "przed ",
      "подготовк",
      "до развёртывания",
      "до развертывания",
      "до релиза",
      "перед ",
      "部署前",
      "发布前",
      "上线前",
      "准备",
      "デプロイ前",
      "リリース前",
      "事前",
      "準備",
      "배포 전",
      "사전",
      "준비",
    ],
  ],
  [
    "after",
    [
      "después de",
      "después del",
      "posterior al",
      "post-despliegue",
      "tras el",
      "depois d",
      "após",
      "pós-",
      "après",
      "post-déploiement",
      "dopo il",
      "dopo la",
      "post-rilascio",
      "nach dem",
      "nach der",
      "nachbereitung",
      "nazorg",
      "po wdrożeni",
      "после ",
      "部署后",
      "发布后",
      "上线后",
      "デプロイ後",
      "リリース後",
      "事後",
      "배포 후",
      "사후",
    ],
  ],
  [
    "during",
    [
      "durante el despliegue",
      "ejecución del despliegue",
      "execução da implantação",
      "pendant le déploiement",
      "déploiement en production",
      "durante il rilascio",
      "während",
      "durchführung",
      "produktivsetzung",
      "uitvoering",
      "w trakcie wdrożenia",
      "во время",
      "развёртывание",
      "развертывание",
      "部署执行",
      "部署中",
      "部署步骤",
      "デプロイ中",
      "デプロイ手順",
      "本番作業",
      "배포 중",
      "배포 실행",
    ],
  ],
];
const signoffStems = [
  "aprobaci",
  "aprovaç",
  "approbation",
  "approvazion",
  "freigabe",
  "unterschrift",
  "abnahme",
  "firmas",
  "assinatura",
  "goedkeuring",
  "zatwierdzen",
  "podpis",
  "согласован",
  "утвержден",
  "подпис",
  "批准",
  "签字",
  "审批",
  "承認",
  "サインオフ",
  "승인",
  "서명",
];
const severityStems: [Severity, string[]][] = [
  ["critical", ["crític", "critique", "critic", "kritisch", "krytyczn", "критич", "严重", "致命", "重大", "치명"]],
];

export function foreignStage(title: string): Stage | undefined {
  const text = title.toLowerCase();
  return stageStems.find(([, stems]) => stems.some((stem) => text.includes(stem)))?.[0];
}

export function foreignSignoff(title: string): boolean {
  const text = title.toLowerCase();
  return signoffStems.some((stem) => text.includes(stem));
}

/** The severity of a word given alone ("CRÍTICO"). */
export function foreignSeverity(word: string): Severity | undefined {
  const text = word.toLowerCase();
  return severityStems.find(([, stems]) => stems.some((stem) => text.startsWith(stem)))?.[0];
}
