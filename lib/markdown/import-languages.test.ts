import { describe, expect, test } from "vitest";
import type { Phase } from "@/lib/domain/template";
import { gates, nodes, read } from "./sample-import";

/** A checklist with the same parts in the order before, during, after, contingency, contacts, approval. */
const checklists: Record<
  string,
  { parts: string[]; owner: string; estimate: string; priority: string; role: string; date: string }
> = {
  English: {
    parts: [
      "Before the deployment",
      "Deployment execution",
      "After the deployment",
      "Rollback steps",
      "Contacts",
      "Approval",
    ],
    owner: "Owner",
    estimate: "Estimated time**: 30 minutes",
    priority: "Priority**: critical",
    role: "Technical lead",
    date: "Date",
  },
  German: {
    parts: ["Vor dem Go-Live", "Durchführung", "Nach dem Go-Live", "Rückfallplan", "Ansprechpartner", "Freigabe"],
    owner: "Verantwortlich",
    estimate: "Dauer**: 30 Minuten",
    priority: "Priorität**: kritisch",
    role: "Technische Leitung",
    date: "Datum",
  },
  French: {
    parts: [
      "Avant le déploiement",
      "Mise en production",
      "Après le déploiement",
      "Retour arrière",
      "Contacts",
      "Approbation",
    ],
    owner: "Responsable",
    estimate: "Durée**: 30 minutes",
    priority: "Priorité**: critique",
    role: "Direction technique",
    date: "Date",
  },
  Spanish: {
    parts: [
      "Antes del despliegue",
      "Puesta en producción",
      "Después del despliegue",
      "Reversión",
      "Contactos",
      "Aprobación",
    ],
    owner: "Responsable",
    estimate: "Duración**: 30 minutos",
    priority: "Prioridad**: crítica",
    role: "Líder técnico",
    date: "Fecha",
  },
  Portuguese: {
    parts: [
      "Antes da implantação",
      "Implantação em produção",
      "Após a implantação",
      "Reversão",
      "Contatos",
      "Aprovação",
    ],
    owner: "Responsável",
    estimate: "Duração**: 30 minutos",
    priority: "Prioridade**: crítica",
    role: "Líder técnico",
    date: "Data",
  },
  Italian: {
    parts: ["Prima del rilascio", "Messa in produzione", "Dopo il rilascio", "Ripristino", "Contatti", "Approvazione"],
    owner: "Responsabile",
    estimate: "Durata**: 30 minuti",
    priority: "Priorità**: critica",
    role: "Responsabile tecnico",
    date: "Data",
  },
  Russian: {
    parts: ["Подготовка", "Развёртывание", "После запуска", "План отката", "Контакты", "Согласование"],
    owner: "Ответственный",
    estimate: "Длительность**: 30 минут",
    priority: "Приоритет**: критический",
    role: "Технический руководитель",
    date: "Дата",
  },
  Chinese: {
    parts: ["部署前检查", "部署步骤", "部署后验证", "回滚步骤", "联系人", "审批"],
    owner: "负责人",
    estimate: "预计耗时**：30 分钟",
    priority: "优先级**：严重",
    role: "技术负责人",
    date: "日期",
  },
  Japanese: {
    parts: ["事前準備", "リリース作業", "リリース後確認", "切り戻し手順", "連絡先", "承認"],
    owner: "担当者",
    estimate: "所要時間**：30分",
    priority: "優先度**：重大",
    role: "開発責任者",
    date: "日付",
  },
};

describe("checklists in nine languages", () => {
  test.each(Object.entries(checklists))("%s", (_, words) => {
    const [before, during, after, back, contacts, approval] = words.parts;
    const result = read(
      "# Shop 2.0",
      `## ${before}`,
      `**${words.owner}**: Ops`,
      `**${words.estimate}`,
      `**${words.priority}`,
      "",
      "- [ ] one",
      `## ${during}`,
      "- [ ] two",
      `## ${after}`,
      "- [ ] three < 1 %",
      `## ${back}`,
      "1. four",
      "2. five",
      `## ${contacts}`,
      "- Ops: +1 555",
      `## ${approval}`,
      `- **${words.role}**: ________ ${words.date}: ______`,
      `- **${words.date}**: ______`,
    );
    const phases = result.document.phases.filter((each): each is Phase => each.kind === "phase");
    expect(phases.map(({ stage }) => stage).slice(0, 4)).toEqual(["before", "during", "after", "contingency"]);
    expect(phases[0]).toMatchObject({ owner: "Ops", estimate: 30, severity: "critical" });
    expect(result.counts).toMatchObject({ tasks: 3, items: 5, contacts: 1, signoffs: 1 });
    expect(gates(result).map(({ asks }) => asks)).toEqual(["deploy", "close"]);
    expect(gates(result)[1]).toMatchObject({ title: approval, signoffs: [{ roles: [words.role] }] });
  });

  test.each([
    ["Alle 4 Stunden prüfen", 240],
    ["Toutes les 4 heures", 240],
    ["Cada 4 horas", 240],
    ["A cada 4 horas", 240],
    ["Ogni 4 ore", 240],
    ["Каждые 4 часа", 240],
    ["每4小时", 240],
    ["4時間ごと", 240],
    ["Täglich ansehen", 1440],
    ["毎日確認", 1440],
  ])("%s comes back", (title, everyMinutes) => {
    const result = read("# T", "## Post-deployment", `- [ ] ${title}`);
    expect(nodes(result).find((node) => node.kind === "item")).toMatchObject({ recurs: { everyMinutes } });
  });

  test.each([
    ["Fehlerquote unter 1 %", "<", 1],
    ["Taux d'erreur inférieur à 1 %", "<", 1],
    ["Tasa de error menor que 1 %", "<", 1],
    ["Disponibilidade de pelo menos 99,9 %", ">=", 99],
    ["Доля ошибок менее 1 %", "<", 1],
    ["Startup takes at most 30 seconds", "<=", 30],
  ])("%s is a threshold", (title, comparator, value) => {
    const found = nodes(read("# T", "## Checks", `- [ ] ${title}`)).find((node) => node.kind === "item");
    expect(found).toMatchObject({ expectation: { comparator } });
    expect(Math.floor((found as { expectation: { value: number } }).expectation.value)).toBe(value);
  });

  test.each([
    ["Observe for 15 minutes", 15],
    ["15 Minuten beobachten", 15],
    ["Attendre 10 minutes", 10],
    ["Esperar 10 minutos", 10],
    ["Aguardar 10 minutos", 10],
    ["Attendere 10 minuti", 10],
    ["Наблюдать 30 минут", 30],
    ["观察 15 分钟", 15],
    ["15分間監視する", 15],
    ["Monitor every 30 minutes", undefined],
    ["Alle 30 Minuten beobachten", undefined],
  ])("%s holds", (title, held) => {
    const found = nodes(read("# T", "## Deployment", `- [ ] ${title}`)).find((node) => node.kind === "item");
    expect(found && "hold" in found ? found.hold?.minutes : undefined).toBe(held);
  });

  test.each([
    ["Abort conditions", "revert at once", "escalate to the lead", "roll back if not fixed within 15 minutes"],
    ["Auslöser für Rollback", "sofort zurückrollen", "untersuchen", "zurückrollen, falls nicht in 15 Minuten behoben"],
    ["Critères de retour arrière", "retour arrière immédiat", "enquêter", "retour arrière si non résolu en 15 minutes"],
    ["Condiciones de reversión", "revertir de inmediato", "investigar", "revertir si no se resuelve en 15 minutos"],
    ["Critérios de rollback", "reverter imediatamente", "investigar", "reverter se não resolvido em 15 minutos"],
    ["Criteri di rollback", "ripristino immediato", "indagare", "ripristinare se non risolto entro 15 minuti"],
    ["Условия отката", "немедленный откат", "расследовать", "откатить, если не исправлено за 15 минут"],
    ["回滚条件", "立即回滚", "排查原因", "15分钟内未恢复则回滚"],
    ["ロールバック条件", "即時ロールバック", "調査する", "15分以内に復旧しない場合はロールバック"],
  ])("reactions under %s", (heading, ...reactions) => {
    const result = read("# T", `## ${heading}`, ...reactions.map((each, at) => `- Sign ${at}: ${each}`));
    const found = nodes(result).filter((node) => node.kind === "trigger");
    expect(found.map(({ tier, reaction, reactionText }) => [tier, reaction, reactionText])).toEqual([
      ["rollback", undefined, reactions[0]],
      ["investigate", undefined, reactions[1]],
      ["timed", 15, reactions[2]],
    ]);
  });

  test.each([
    ["Check every 2 hours for the first 24 hours", { forMinutes: 1440 }],
    ["Check every 10 minutes for an hour", { forMinutes: 60 }],
    ["Check every 5 minutes during the first hour", { forMinutes: 60 }],
    ["Check hourly for a day", { forMinutes: 1440 }],
    ["Check hourly for the next two days", { forMinutes: 2880 }],
    ["Check daily for one week", { forMinutes: 10_080 }],
    ["Check daily for a month", { forMinutes: 43_200 }],
    ["Daily until Friday", { until: "Friday" }],
    ["Täglich bis zum 20. Januar", { until: "20. Januar" }],
    ["Toutes les 4 heures pendant 24 heures", { forMinutes: 1440 }],
    ["Cada 4 horas hasta el viernes", { until: "viernes" }],
    ["A cada 4 horas por 2 dias", { forMinutes: 2880 }],
    ["Ogni 4 ore fino al 20 gennaio", { until: "20 gennaio" }],
    ["Каждые 4 часа в течение 24 часов", { forMinutes: 1440 }],
    ["每4小时检查，持续24小时", { forMinutes: 1440 }],
    ["毎日確認（1月20日まで）", { until: "1月20日" }],
  ])("%s comes to an end", (title, end) => {
    const found = nodes(read("# T", "## Post-deployment", `- [ ] ${title}`)).find((node) => node.kind === "item");
    expect(found).toMatchObject({ recurs: end });
  });

  test.each([
    "Déploiement",
    "Bereitstellung",
    "Despliegue",
    "Implantação",
    "Rilascio",
    "Релиз",
    "发布",
    "リリース",
    "T-0",
  ])("%s alone is the deployment itself", (heading) => {
    const result = read("# X", "## Pre-deployment", "- [ ] a", `## ${heading}`, "- [ ] b");
    expect(gates(result)[0]).toMatchObject({ asks: "deploy" });
    expect(result.document.phases[1]).toMatchObject({ kind: "gate" });
  });
});
