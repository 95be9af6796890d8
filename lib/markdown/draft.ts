import { type GuessReason, guessWords, type ImportGuess } from "@/lib/domain/import-guess";
import type { ReportEntry } from "@/lib/domain/import-report";
import type { Attributes, Content, Phase, Stage } from "@/lib/domain/template";
import type { Gate } from "@/lib/domain/template-gate";
import type { Choice } from "@/lib/domain/template-leaves";
import type { Lines } from "@/lib/domain/template-node";
import type { Source } from "./block";
import { drawsBoxes } from "./box-search";
import { shorten } from "./shorten";
import { stageOf } from "./stages";

export type Became = ReportEntry["became"];
/** Whatever of the document gets a key; the report names it once all keys are known. */
export type Keyed = { key: string };
type Claim = { became: Became; node?: Keyed | undefined; note?: string | undefined; warning?: string | undefined };

/** What a guess is about: a node, or the part whose title stands on those lines. */
type Guessed = Content | Phase | Lines | { metadata: Lines };
type Guess = { of: Guessed; reason: GuessReason; said?: string | undefined; at?: Lines | undefined };

/** A phase, section or item while its content is being read. */
export type Holder = {
  node: Keyed &
    Attributes & {
      kind: "phase" | "section" | "item";
      title: string;
      content: Content[];
      optional?: boolean | undefined;
    };
  /** Heading level; 0 for items. */
  level: number;
  /** Rank of a bold line used as a heading: 1 for "Phase 2", "Day 1", 2 for others. */
  bold?: 1 | 2;
};

/** One import under way: the source, what was found in it, and which line became what. */
export class Draft {
  readonly source: Source;
  /** The text says that it is in our dialect: nothing is guessed from words. */
  readonly strict: boolean;
  /** The source has no box at all, so that its plain entries are what there is to do. */
  readonly boxless: boolean;
  /** No other boxes, but lines that begin with ✅ or ❌: those are the boxes. */
  readonly marked: boolean;
  /** Gates made from sign-off blocks, with the name of the block; they may still move. */
  readonly found = new Map<Gate, { name: string; factSheet: boolean }>();
  /** The sections or items that hold what belongs to an option of a choice. */
  readonly ofOption = new Map<Choice["options"][number], Keyed[]>();
  /** Items made of entries that had no box. */
  readonly steps = new Set<Content>();
  /** The title of the document, once it is known. */
  title = "";
  /** How many contradictions were found. */
  warnings = 0;
  private readonly claims: (Claim | undefined)[] = [];
  private readonly guesses: Guess[] = [];
  private readonly stages = new Map<string, Stage | undefined>();
  private readonly forwards = new Map<Keyed, Keyed>();

  constructor(source: Source, strict: boolean) {
    this.source = source;
    this.strict = strict;
    this.marked =
      !strict &&
      !source.lines.some((line) => /\[[ xX]?\]\s|[☐☑⬜🔲]/u.test(line)) &&
      source.lines.filter((line) => /^\s{0,12}(?:[-*+]\s{1,3})?[✅❌]/u.test(line)).length > 2;
    this.boxless = !strict && !drawsBoxes(source);
  }

  /** Records what lines became. The first claim on a line counts, so that claims may overlap. */
  claim(lines: Lines, became: Became, node?: Keyed, note?: string): void {
    const claim: Claim = { became, node, note };
    for (let line = lines[0]; line <= lines[1]; line += 1) this.claims[line] ??= claim;
  }

  /** The stage a heading speaks of, worked out once for each title. */
  stageOf(title: string): Stage | undefined {
    if (!this.stages.has(title)) this.stages.set(title, stageOf(title));
    return this.stages.get(title);
  }

  addToOption(option: Choice["options"][number], node: Keyed): void {
    this.ofOption.set(option, [...(this.ofOption.get(option) ?? []), node]);
  }

  /** Says more of lines that became something: what was guessed there and why, or what contradicts itself. */
  remark(lines: Lines, said: { note?: string; warning?: string }): void {
    const made = new Map<Claim, Claim>();
    for (let line = lines[0]; line <= lines[1]; line += 1) {
      const before = this.claims[line];
      if (!before) continue;
      const note = said.note === undefined ? before.note : [before.note, said.note].filter(Boolean).join("; ");
      const after = made.get(before) ?? { ...before, note, warning: said.warning ?? before.warning };
      made.set(before, after);
      this.claims[line] = after;
    }
    if (said.warning !== undefined) this.warnings += 1;
  }

  /** Says that something was read from words: why, and which. `at` = where, for what no line stands for. */
  guess(of: Guessed, reason: GuessReason, said?: string, at?: Lines): void {
    this.guesses.push({ of, reason, said, at });
  }

  /** The lines a node without any was guessed from. */
  placeOf(node: Content): Lines | undefined {
    return this.guesses.find(({ of, at }) => of === node && at)?.at;
  }

  /** A node that dissolved into another: the report names the other one. */
  forward(from: Keyed, to: Keyed): void {
    this.forwards.set(from, to);
  }

  /** The title of a part that went into another node. */
  private dissolved(node: Keyed | undefined): string | undefined {
    return node && this.forwards.has(node) && "title" in node && typeof node.title === "string"
      ? node.title
      : undefined;
  }

  private keyOf(node: Keyed | undefined): string | undefined {
    let at = node;
    for (let next = at && this.forwards.get(at); next; next = this.forwards.get(next)) at = next;
    return at?.key || undefined;
  }

  /** Every line that isn't blank, once and in order. */
  report(): ReportEntry[] {
    const entries: ReportEntry[] = [];
    let open: { claim: Claim | undefined; entry: ReportEntry } | undefined;
    for (let line = 1; line <= this.source.lines.length; line += 1) {
      if ((this.source.lines[line - 1] ?? "").trim() === "") continue;
      const claim = this.claims[line];
      if (open && claim && open.claim === claim) {
        open.entry.lines[1] = line;
        continue;
      }
      const entry: ReportEntry = { lines: [line, line], became: claim?.became ?? "separator" };
      const key = this.keyOf(claim?.node);
      if (key) entry.key = key;
      const note = claim?.note ?? this.dissolved(claim?.node);
      if (note) entry.note = shorten(note, 400);
      if (claim?.warning) entry.warning = shorten(claim.warning, 400);
      entries.push(entry);
      open = { claim, entry };
    }
    this.addGuesses(entries);
    return entries;
  }

  /** Each guess goes to the entry its first line belongs to, and is said in words there. */
  private addGuesses(entries: ReportEntry[]): void {
    const byLine: ReportEntry[] = [];
    for (const entry of entries)
      for (let line = entry.lines[0]; line <= entry.lines[1]; line += 1) byLine[line] = entry;
    const said = new Map<ReportEntry, Set<string>>();
    for (const { of, reason, said: from, at } of this.guesses) {
      const lines = Array.isArray(of) ? of : "metadata" in of ? of.metadata : (of.lines ?? at);
      const entry = lines && byLine[lines[0]];
      if (!entry) continue;
      const key = Array.isArray(of) ? undefined : "key" in of ? this.keyOf(of) : undefined;
      const kind = Array.isArray(of) ? "part" : "metadata" in of ? "metadata" : of.kind;
      const guess: ImportGuess = { reason, kind, lines: [lines[0], lines[1]] };
      if (key !== undefined) guess.key = key;
      if (from !== undefined) guess.said = shorten(from, 200);
      entry.guesses = [...(entry.guesses ?? []), guess];
      const words = said.get(entry) ?? new Set<string>();
      said.set(entry, words.add(guessWords(guess)));
    }
    for (const [entry, words] of said)
      entry.note = shorten([entry.note, ...words].filter((each) => each !== undefined).join("; "), 400);
  }

  /** Lines nobody claimed: always empty, or the import has dropped something. */
  unclaimed(): number[] {
    return this.source.lines.flatMap((text, at) => (text.trim() !== "" && !this.claims[at + 1] ? [at + 1] : []));
  }
}
