import type { Answer, ApiRefusal } from "@/components/client/api";
import type { TemplateDocument } from "@/lib/domain/template";

/** Where the draft stands on the server, and who saved it last. */
export type DraftHead = { id: string; version: number; savedAt: string; savedBy: { name: string } };
type Saved = { id: string; version: number; savedAt: string };

/** `kept` = this browser holds a copy of what the server doesn't have. */
export type KeeperState =
  | { kind: "unchanged" }
  | { kind: "saving" }
  | { kind: "saved"; at: string }
  | { kind: "offline"; kept: boolean }
  /** Somebody else saved (`theirs`), or the draft is gone: nothing is sent until a person says what counts. */
  | { kind: "conflict"; theirs: DraftHead | null; kept: boolean }
  | { kind: "refused"; message: string; kept: boolean };

export type KeeperCalls = {
  create: (document: TemplateDocument) => Promise<Answer<Saved>>;
  save: (draft: { id: string; version: number }, document: TemplateDocument) => Promise<Answer<Saved>>;
  /** Keeps a copy in this browser, or drops it; false when that failed. */
  keep: (copy: { draft: { id: string; version: number } | null; document: TemplateDocument } | null) => boolean;
};

const pauses = { typing: 900, retry: 4_000 };

/** Saves a document as it changes, each time on the version it knows: nobody's save is ever overwritten unseen. */
export class DraftKeeper {
  #draft: { id: string; version: number } | null;
  #saved: TemplateDocument;
  #document: TemplateDocument;
  #state: KeeperState = { kind: "unchanged" };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sending: Promise<void> | null = null;
  #listeners = new Set<() => void>();
  readonly #calls: KeeperCalls;

  /** `saved` is what the server has now: the draft, or without one what was published. */
  constructor(draft: DraftHead | null, saved: TemplateDocument, calls: KeeperCalls) {
    this.#draft = draft && { id: draft.id, version: draft.version };
    if (draft) this.#state = { kind: "saved", at: draft.savedAt };
    this.#saved = saved;
    this.#document = saved;
    this.#calls = calls;
  }

  getState = (): KeeperState => this.#state;
  getDraft = () => this.#draft;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  change(document: TemplateDocument): void {
    this.#document = document;
    if (this.#state.kind === "conflict") this.#keep();
    else if (this.#isDirty()) this.#later(pauses.typing);
  }

  /** Saves at once what isn't saved; true when the server has all of it. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    while (this.#isDirty() && this.#state.kind !== "conflict") {
      const before = this.#document;
      await this.#send();
      if (this.#isDirty() && this.#document === before) return false;
    }
    return !this.#isDirty() && this.#state.kind !== "conflict";
  }

  /** For when the page goes away: what isn't saved stays in this browser, and is sent if there is time. */
  leave = (): void => {
    if (!this.#isDirty()) return;
    this.#keep();
    void this.flush();
  };

  /** Ours counts: the next save is made on theirs, or begins a draft anew when theirs is gone. */
  keepOurs(): Promise<boolean> {
    if (this.#state.kind !== "conflict") return this.flush();
    const { theirs } = this.#state;
    this.#draft = theirs && { id: theirs.id, version: theirs.version };
    this.#set({ kind: "saving" });
    return this.flush();
  }

  /** What the server has counts, be it theirs or, without a draft, what was published. */
  adopt(draft: DraftHead | null, document: TemplateDocument): void {
    clearTimeout(this.#timer);
    this.#draft = draft && { id: draft.id, version: draft.version };
    this.#saved = document;
    this.#document = document;
    this.#calls.keep(null);
    this.#set(draft ? { kind: "saved", at: draft.savedAt } : { kind: "unchanged" });
  }

  /** Goes on from a copy that was made on another version than there is now: saving it is a conflict first. */
  continueFrom(draft: { id: string; version: number } | null): void {
    this.#draft = draft;
  }

  /** Somebody else was found to have saved. */
  overtaken(theirs: DraftHead | null): void {
    clearTimeout(this.#timer);
    this.#set({ kind: "conflict", theirs, kept: this.#keep() });
  }

  #isDirty(): boolean {
    return this.#document !== this.#saved;
  }

  #keep(): boolean {
    return this.#calls.keep({ draft: this.#draft, document: this.#document });
  }

  #set(state: KeeperState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }

  #later(pause: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), pause);
  }

  /** One save at a time: the next one is made on the version this one gets. */
  #send(): Promise<void> {
    this.#sending ??= this.#sendNow().finally(() => {
      this.#sending = null;
    });
    return this.#sending;
  }

  async #sendNow(): Promise<void> {
    const document = this.#document;
    if (this.#state.kind !== "offline") this.#set({ kind: "saving" });
    const draft = this.#draft;
    const answer = await (draft ? this.#calls.save(draft, document) : this.#calls.create(document));
    if (!answer.ok) return this.#failed(answer);
    this.#draft = { id: answer.value.id, version: answer.value.version };
    this.#saved = document;
    if (!this.#isDirty()) this.#calls.keep(null);
    this.#set({ kind: "saved", at: answer.value.savedAt });
  }

  #failed(refusal: ApiRefusal): void {
    const kept = this.#keep();
    if (refusal.code === "conflict") this.#set({ kind: "conflict", theirs: refusal.current as DraftHead, kept });
    else if (refusal.code === "not_found") this.#set({ kind: "conflict", theirs: null, kept });
    else if (passing.has(refusal.code)) {
      this.#set({ kind: "offline", kept });
      this.#later(pauses.retry);
    } else this.#set({ kind: "refused", message: refusal.message, kept });
  }
}

/** What ends by itself, so that trying again is right. */
const passing: ReadonlySet<string> = new Set([
  "network",
  "unavailable",
  "internal",
  "too_many_requests",
  "idempotency_key_in_flight",
]);
