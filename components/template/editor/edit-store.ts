import { freshKey, takenKeys } from "@/lib/domain/node-key";
import type { TemplateDocument } from "@/lib/domain/template";
import {
  changeNode,
  type Edited,
  indentNode,
  insertNode,
  moveNode,
  type NewKind,
  newNode,
  outdentNode,
  placeAfter,
  removeNode,
  stepNode,
} from "@/lib/domain/template-move";
import { type AnyNode, type NodePath, nodeAt } from "@/lib/domain/template-path";
import { type DocumentRow, documentRows } from "@/lib/domain/template-rows";

export type EditState = {
  document: TemplateDocument;
  rows: readonly DocumentRow[];
  /** The row that keys act on and the inspector shows. */
  selected: string | null;
  /** True while its text is being typed in. */
  typing: boolean;
  /** Grows with every change that should take the keyboard along. */
  focus: number;
  undos: number;
  redos: number;
};

type Step = { document: TemplateDocument; selected: string | null };

/** Steps that can be undone. */
const longestPast = 300;
/** Typing on within this time is one step, in milliseconds. */
const oneStep = 1_500;

/** The document being edited, with what was before; every change goes through here. */
export class EditStore {
  #state: EditState;
  #past: Step[] = [];
  #future: Step[] = [];
  #last = { what: "", at: 0 };
  #listeners = new Set<() => void>();

  constructor(document: TemplateDocument) {
    const rows = documentRows(document);
    this.#state = { document, rows, selected: null, typing: false, focus: 0, undos: 0, redos: 0 };
  }

  getState = (): EditState => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #set(part: Partial<EditState>): void {
    this.#state = { ...this.#state, ...part, undos: this.#past.length, redos: this.#future.length };
    for (const listener of this.#listeners) listener();
  }

  row(id: string | null): DocumentRow | undefined {
    return this.#state.rows.find((row) => row.id === id);
  }

  select(id: string | null, typing = false): void {
    const named = this.#nameNew(id);
    this.#set({ selected: named, typing, focus: this.#state.focus + 1 });
  }

  /** Selects without taking the keyboard, as it is there already; gives the row's name, which its title may have changed. */
  mark(id: string, typing: boolean): string {
    const { selected, typing: typed } = this.#state;
    if (selected === id && typed === typing) return id;
    const named = this.#nameNew(id) ?? id;
    this.#set({ selected: named, typing });
    return named;
  }

  /** Takes a whole new document, e.g. from the Markdown; `what` joins it with the step before when that was the same. */
  replace(document: TemplateDocument, what = ""): void {
    if (document === this.#state.document) return;
    this.#remember(what);
    this.#set({ document, rows: documentRows(document) });
  }

  change(id: string, fields: object): void {
    const row = this.row(id);
    const document = row && changeNode(this.#state.document, row.path, fields);
    if (document) this.replace(document, `${id} ${Object.keys(fields).join()}`);
  }

  /** Adds a node after another, and types in it. */
  add(after: string | null, kind: NewKind): void {
    const id = this.#nameNew(after);
    const { document, rows } = this.#state;
    const row = this.row(id) ?? rows.at(-1);
    const place = row ? placeAfter(row.node, row.path, kind) : [0];
    const near = row?.node.kind === "item" && kind === "section" ? afterItems(document, row.path) : place;
    this.#apply(insertNode(document, near, newNode(document, kind)), true);
  }

  remove(id: string, typing: boolean): void {
    const row = this.row(id);
    const document = row && removeNode(this.#state.document, row.path);
    if (!row || !document) return;
    const at = this.#state.rows.indexOf(row);
    this.#remember("");
    const rows = documentRows(document);
    const next = rows[typing ? Math.max(0, at - 1) : Math.min(at, rows.length - 1)];
    this.#set({ document, rows, selected: next?.id ?? null, typing: typing && !!next, focus: this.#state.focus + 1 });
  }

  indent = (id: string): boolean => this.#moved(id, indentNode);
  outdent = (id: string): boolean => this.#moved(id, outdentNode);
  step = (id: string, by: 1 | -1): boolean => this.#moved(id, (document, path) => stepNode(document, path, by));
  move = (id: string, to: NodePath): boolean => this.#moved(id, (document, path) => moveNode(document, path, to));

  /** Makes the node something else; `made` is the whole document after that. */
  convert(id: string, made: TemplateDocument): void {
    const row = this.row(id);
    if (row) this.#apply({ document: made, path: row.path }, false);
  }

  undo = (): void => this.#travel(this.#past, this.#future);
  redo = (): void => this.#travel(this.#future, this.#past);

  #moved(id: string, act: (document: TemplateDocument, path: NodePath) => Edited | undefined): boolean {
    const row = this.row(id);
    const edited = row && act(this.#state.document, row.path);
    if (edited) this.#apply(edited, this.#state.typing);
    return edited !== undefined;
  }

  #apply(edited: Edited | undefined, typing: boolean): void {
    if (!edited) return;
    this.#remember("");
    const rows = documentRows(edited.document);
    const selected = rows.find(({ path }) => path.join() === edited.path.join())?.id ?? null;
    this.#set({ document: edited.document, rows, selected, typing, focus: this.#state.focus + 1 });
  }

  #remember(what: string): void {
    const now = performance.now();
    const goesOn = what !== "" && what === this.#last.what && now - this.#last.at < oneStep;
    this.#last = { what, at: now };
    this.#future = [];
    if (goesOn) return;
    const { document, selected } = this.#state;
    this.#past = [...this.#past.slice(-longestPast), { document, selected }];
  }

  #travel(from: Step[], to: Step[]): void {
    const step = from.pop();
    if (!step) return;
    const { document, selected, focus } = this.#state;
    to.push({ document, selected });
    this.#last = { what: "", at: 0 };
    const rows = documentRows(step.document);
    const there = rows.some(({ id }) => id === step.selected) ? step.selected : null;
    this.#set({ document: step.document, rows, selected: there, typing: false, focus: focus + 1 });
  }

  /**
   * A node that was just added has the name of its kind for a key until its title is typed. Gives the new name of `id`
   * when that is the one.
   */
  #nameNew(id: string | null): string | null {
    const row = this.row(this.#state.selected);
    if (!row || !this.#state.typing || !isPlaceholder(row.node) || row.node.title.trim() === "") return id;
    const key = freshKey(takenKeys(this.#state.document), row.node.title, row.node.kind);
    const document = changeNode(this.#state.document, row.path, { key });
    if (!document) return id;
    this.#set({ document, rows: documentRows(document), selected: key });
    return id === row.id ? key : id;
  }
}

function isPlaceholder(node: AnyNode): node is AnyNode & { key: string; title: string } {
  return "key" in node && "title" in node && new RegExp(`^${node.kind}(-\\d+)?$`).test(node.key);
}

/** Behind the outermost item a node stands in: a heading between items of a list would break it. */
function afterItems(document: TemplateDocument, path: NodePath): NodePath {
  const outermost = path.findIndex((_, depth) => nodeAt(document, path.slice(0, depth + 1))?.kind === "item");
  return outermost < 0 ? path : [...path.slice(0, outermost), (path[outermost] ?? 0) + 1];
}
