import { parseCondition } from "./condition";
import { liveFactNames } from "./live-fact-names";
import { plainText } from "./plain-text";
import { assignedIn } from "./shell-assignment";
import type { TemplateDocument, Variable } from "./template";
import { type Blank, blankSchema, codeSchema } from "./template-leaves";
import { builtInNames, namesIn, type Spellings, variableName } from "./variable";

/** What a document does with variables. */
export type VariableUse = {
  /** False when nothing in it depends on an answer. */
  any: boolean;
  /** Every name that is used, as `{{name}}`, in a condition or by another spelling. */
  names: readonly string[];
  /** Item by the name of the value captured there; the first item that captures it. */
  captures: ReadonlyMap<string, string>;
  spellings: Spellings;
  /** Variables by the name under which some command sets them itself; those of captures count behind their item. */
  shell: ReadonlyMap<string, string>;
  /** What to ask at the start of a run: what is declared, then what is used and nothing else answers. */
  asked: readonly Variable[];
  /** Captured and not asked for, but conditions depend on them: answered once they are known. */
  captured: readonly Variable[];
  /** What conditions depend on. */
  deciding: ReadonlySet<string>;
};

/** What a run's lead may answer. */
export function answerable({ asked, captured }: Pick<VariableUse, "asked" | "captured">): Variable[] {
  return [...asked, ...captured];
}

const cache = new WeakMap<TemplateDocument, VariableUse>();

export function variableUse(document: TemplateDocument): VariableUse {
  let use = cache.get(document);
  if (!use) {
    use = readUse(document);
    cache.set(document, use);
  }
  return use;
}

type Found = {
  names: Set<string>;
  /** Asked for unless something answers: not those that only manifests and samples hold, which have braces of their own. */
  wanted: Set<string>;
  /** Values that conditions compare a variable with. */
  compared: Map<string, Set<string>>;
  captures: Map<string, string>;
  /** What the document leaves blank. */
  blanks: Variable[];
  /** Variables by what blanks and captures call them. */
  spelled: Map<string, string>;
  /** What commands set by themselves. */
  assigned: Set<string>;
};

function readUse(document: TemplateDocument): VariableUse {
  const found: Found = {
    names: new Set(),
    wanted: new Set(),
    compared: new Map(),
    captures: new Map(),
    blanks: [],
    spelled: new Map(),
    assigned: new Set(),
  };
  const { variables = [], ...rest } = document;
  look(found, rest, true);
  const spellings = new Map(variables.flatMap(({ key, written = [] }) => written.map((text) => [text, key] as const)));
  for (const name of spellings.values()) found.names.add(name);
  const shell = new Map([...found.assigned].flatMap((name) => variableOf(found, name)));
  for (const name of shell.values()) found.names.add(name);
  const blanks = found.blanks.filter(({ key }, at) => {
    const earlier = found.blanks.findIndex((blank) => blank.key === key) < at;
    return !earlier && !found.captures.has(key) && !variables.some((variable) => variable.key === key);
  });
  const known = new Set<string>([
    ...blanks.map(({ key }) => key),
    ...variables.map(({ key }) => key),
    ...found.captures.keys(),
    ...builtInNames,
  ]);
  const inferred = [...found.wanted].filter((name) => !known.has(name));
  const stated = new Set<string>([...blanks, ...variables].map(({ key }) => key).concat(builtInNames));
  const captured = [...found.captures.keys()].filter((name) => found.compared.has(name) && !stated.has(name));
  return {
    any: found.names.size > 0,
    names: [...found.names].sort(),
    captures: found.captures,
    spellings,
    shell,
    asked: [
      ...variables,
      ...blanks,
      ...inferred.slice(0, 100).map((name) => inferredVariable(name, found.compared.get(name))),
    ],
    captured: captured.map((name) => inferredVariable(name, found.compared.get(name))),
    deciding: new Set(found.compared.keys()),
  };
}

/** The variable a script sets, as a blank or a capture spells it; Markdown keeps the name of a capture in small letters. */
function variableOf({ spelled, captures }: Found, name: string): [name: string, key: string][] {
  const key = spelled.get(name) ?? variableName(name);
  return spelled.has(name) || captures.has(key) ? [[name, key]] : [];
}

function inferredVariable(key: string, compared: ReadonlySet<string> | undefined): Variable {
  const words = key.replaceAll("-", " ");
  return {
    key,
    label: words.charAt(0).toUpperCase() + words.slice(1),
    ...(compared ? { hint: `Parts of the checklist depend on it: ${[...compared].join(", ")}.` } : {}),
  };
}

const live: ReadonlySet<string> = new Set(liveFactNames);

function look(found: Found, node: unknown, wanted: boolean): void {
  if (Array.isArray(node)) {
    for (const each of node) look(found, each, wanted);
    return;
  }
  if (typeof node !== "object" || node === null) return;
  const own = wanted && !("use" in node && (node.use === "manifest" || node.use === "sample"));
  if ("use" in node && node.use === "command") lookScript(found, node);
  const announced = "kind" in node && node.kind === "announcement";
  for (const [name, value] of Object.entries(node)) {
    if (typeof value !== "string") look(found, value, own);
    else if (name === "when") lookCondition(found, value);
    else if (name === "capture") capture(found, value, node);
    else if (name === "kind" && value === "blank") lookBlank(found, node);
    else {
      for (const each of namesIn(value)) {
        found.names.add(each);
        // Told by the run when it is announced, unless something else wants it, too.
        if (own && !(announced && live.has(each))) found.wanted.add(each);
      }
    }
  }
}

function lookScript({ assigned }: Found, node: object): void {
  const code = codeSchema.safeParse(node).data;
  for (const name of code ? assignedIn(code.text, code.language) : []) assigned.add(name);
}

function lookCondition(found: Found, text: string): void {
  for (const { name, values } of parseCondition(text)?.flat() ?? []) {
    found.names.add(name);
    found.wanted.add(name);
    const compared = found.compared.get(name) ?? new Set();
    for (const value of values) compared.add(value);
    found.compared.set(name, compared);
  }
}

/** The variable that fills in a blank: the one it names, else its own key. */
export function blankName({ name, key }: Pick<Blank, "name" | "key">): string {
  return variableName(name ?? key).slice(0, 64);
}

function lookBlank(found: Found, node: object): void {
  const blank = blankSchema.safeParse(node).data;
  if (!blank) return;
  const key = blankName(blank);
  const hint = blank.example === undefined ? {} : { hint: `For example ${blank.example}`.slice(0, 400) };
  const label = plainText(blank.title).slice(0, 120) || key;
  found.names.add(key);
  if (key !== "") found.blanks.push({ key, label, ...hint });
  if (key !== "" && blank.name) found.spelled.set(blank.name, key);
}

function capture(found: Found, name: string, node: object): void {
  const key = variableName(name);
  found.spelled.set(name, key);
  if ("key" in node && typeof node.key === "string" && !found.captures.has(key)) found.captures.set(key, node.key);
}
