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
});
