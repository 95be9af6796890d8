"use client";

import { useMemo, useState } from "react";
import { guessWords, type ImportGuess } from "@/lib/domain/import-guess";
import type { ReportEntry } from "@/lib/domain/import-report";
import type { TemplateDocument } from "@/lib/domain/template";
import type { Conversion } from "@/lib/domain/template-convert";
import { applyCorrections, type Correction, correctionOf, isCorrected } from "@/lib/domain/template-corrections";
import { type DocumentRow, documentRows } from "@/lib/domain/template-rows";
import { kindWord } from "./kind-words";
import { rowOfEntry, rowsByLine } from "./outline/document-rows";
import { guessesByRow } from "./row-guesses";
import type { Reading } from "./source-pane";
import type { Preview } from "./use-preview";

/** Corrections with undo and redo. */
export type Corrections = {
  list: readonly Correction[];
  convert: (row: DocumentRow, to: Conversion) => void;
  /** Takes back what a line about the whole checklist was read to mean. */
  forgetMeaning: (fact: TemplateDocument["metadata"][number]) => void;
  undo: (() => void) | null;
  redo: (() => void) | null;
  clear: () => void;
};

export function useCorrections(begun: readonly Correction[] = []): Corrections {
  const [{ list, undone }, set] = useState<{ list: readonly Correction[]; undone: readonly Correction[] }>({
    list: begun,
    undone: [],
  });
  const last = list.at(-1);
  const next = undone.at(-1);
  const add = (correction: Correction) => set({ list: [...list, correction], undone: [] });
  return {
    list,
    convert: (row, to) => add(correctionOf(row.node, to)),
    forgetMeaning: ({ lines }) => add({ kind: "metadata", lines, to: "without means" }),
    undo: last ? () => set({ list: list.slice(0, -1), undone: [...undone, last] }) : null,
    redo: next ? () => set({ list: [...list, next], undone: undone.slice(0, -1) }) : null,
    clear: () => set({ list: [], undone: [] }),
  };
}

export type Structure = {
  document: TemplateDocument;
  /** Corrections that found nothing any more, as the text was changed. */
  lost: number;
  rows: readonly DocumentRow[];
  /** Why a row was read as it was, by row. */
  guesses: ReadonlyMap<string, readonly ImportGuess[]>;
  corrected: ReadonlySet<string>;
  /** What each entry of the report became, and the row it tells of. */
  readings: readonly Reading[];
  rowOf: (entry: ReportEntry) => DocumentRow | undefined;
};

/** What the two sides of the preview draw: the document as corrected, and the report as it stands after that. */
export function useStructure(preview: Preview | null, list: readonly Correction[]): Structure | null {
  return useMemo(() => (preview ? structureOf(preview, list) : null), [preview, list]);
}

function structureOf({ document: read, report }: Preview, list: readonly Correction[]): Structure {
  const { document, lost } = applyCorrections(read, list);
  const rows = documentRows(document);
  const byLine = rowsByLine(rows);
  const corrected = new Set(rows.filter(({ node }) => isCorrected(node, list)).map(({ id }) => id));
  const guesses = guessesByRow(rows, report, list);
  const rowOf = (entry: ReportEntry) => rowOfEntry(rows, byLine, entry);
  return {
    document,
    lost: lost.length,
    rows,
    guesses,
    corrected,
    rowOf,
    readings: report.map((entry) => readingOf(entry)),
  };

  function readingOf(entry: ReportEntry): Reading {
    const row = byLine.get(entry.lines[0]);
    if (!row || entry.became === "attribute")
      return { word: entry.became, guess: entry.guesses?.map(guessWords).join("; ") };
    if (corrected.has(row.id)) return { word: kindWord(row.node), was: entry.became };
    const said = guesses.get(row.id)?.map(guessWords).join("; ");
    return { word: entry.became, guess: said };
  }
}
