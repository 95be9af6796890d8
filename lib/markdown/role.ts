import { trimDecoration } from "./inline";
import { shorten } from "./shorten";
import { comparable } from "./vocabulary";

const nouns = new Set(
  (
    "lead leads leader manager managers owner owners director head chief officer engineer engineers architect team teams admin administrator " +
    "dba devops sre qa security operations ops product engineering legal compliance sponsor stakeholder stakeholders developer tester analyst " +
    "coordinator commander master president support marketing finance representative reviewer approver cto ceo cio ciso coo cfo cpo vp pm po " +
    "dev infrastructure platform network database release design privacy dpo business customer authority board cab on-call oncall"
  ).split(" "),
);
const describing =
  /^(?:the|a|of|for|and|&|technical|tech|senior|principal|staff|deputy|deployment|project|program|programme|software|system|systems|data|quality|assurance|information|change|incident|service|application|app|it|site|reliability|executive|general|test|testing|backend|frontend|front-end|back-end|mobile|web|cloud|production|delivery|customer|user|account|risk|success|\p{L}[\p{L}&-]*)$/iu;

const foreign =
  /^(?:responsable|chef(?:fe)?|directeur|directrice|direction|líder|jefe|jefa|gerente|director|directora|dirección|equipo|équipe|equipe|coordenador|responsável|diretor|diretora|responsabile|direttore|direttrice|capo|leiter|leiterin|leitung|direktor|teamleiter|projektleiter|betriebsleiter|руководитель|директор|менеджер|начальник|инженер|владелец)(?:\s\p{L}[\p{L}&'’-]*){0,4}$|^(?:\p{L}[\p{L}&-]*\s){0,3}(?:leiter|leiterin|leitung|direktor|direktorin|verantwortliche|verantwortlicher|beauftragter|\p{L}{3,20}(?:leiter|leitung|verantwortlicher))$|^[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}ー]{0,8}(?:负责人|经理|主管|总监|工程师|责任者|責任者|担当者?|部長|課長|マネージャー|リーダー|リード)$/iu;

/** True for a name of a role or team: a few words of which the last names who ("Technical Lead", "CTO", "Platform Team"). */
export function isRole(text: string): boolean {
  const role = cleanRole(text);
  if (role.length <= 60 && foreign.test(role)) return true;
  const words = role.split(/\s+/);
  const last = (words.at(-1) ?? "").toLowerCase();
  return words.length <= 5 && nouns.has(last) && words.every((word) => describing.test(word));
}

/** A role as it is shown: no emphasis, emoji, brackets or the words "approval", "signature". */
export function cleanRole(text: string): string {
  const plain = trimDecoration(comparable(text));
  return plain
    .replace(/\s?\([^()]*\)$/, "")
    .replace(/\s(?:approval|approves|approved|sign-?\s?off|signs off|signature|sign)$/i, "")
    .replace(/\s?:$/, "")
    .trim();
}

/** "CTO/Engineering Director", "QA Lead or CTO" as the roles of which either may sign. */
export function eitherRoles(text: string): string[] {
  const role = cleanRole(text);
  const parts = role.split(/\s?\/\s?|\sor\s/i).map((part) => part.trim());
  const roles = parts.length > 1 && parts.every((part) => isRole(part)) ? parts : [role];
  return [...new Set(roles.filter((part) => part !== "").map((part) => shorten(part, 120)))];
}
