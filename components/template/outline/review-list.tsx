"use client";

import { type KeyboardEvent, type MouseEvent, type RefObject, useState } from "react";
import { ChunkedList } from "@/components/ui/chunked-list";
import { guessWords, type ImportGuess, undoingGuess } from "@/lib/domain/import-guess";
import type { TemplateDocument } from "@/lib/domain/template";
import { type Conversion, conversionsOf, takingBack } from "@/lib/domain/template-convert";
import type { DocumentRow } from "@/lib/domain/template-rows";
import { rowElementId } from "./document-rows";
import { KindMenu } from "./kind-menu";
import { ReviewRow } from "./review-row";
import { rowAfterKey, rowIdOf } from "./row-keys";

type Props = {
  document: TemplateDocument;
  rows: readonly DocumentRow[];
  picked: string | null;
  guesses: ReadonlyMap<string, readonly ImportGuess[]>;
  corrected: ReadonlySet<string>;
  onPick: (row: DocumentRow) => void;
  onConvert: (row: DocumentRow, to: Conversion) => void;
  ref: RefObject<HTMLDivElement | null>;
};

const rowHeight = 34;

/** What a row can be made into; of its attributes only those that were guessed can be taken away here. */
function offered(checklist: TemplateDocument, row: DocumentRow, guesses: readonly ImportGuess[]): Conversion[] {
  const undoing: Conversion[] = guesses.flatMap(({ reason }) => undoingGuess[reason] ?? []);
  return [...conversionsOf(checklist, row.path), ...takingBack(checklist, row.path, undoing)];
}

/** The structure of a preview from top to bottom. Arrows move from row to row, Enter says what a row became. */
export function ReviewList({ document: checklist, rows, picked, guesses, corrected, onPick, onConvert, ref }: Props) {
  const [menu, setMenu] = useState<{ row: DocumentRow; anchor: HTMLElement } | null>(null);
  // Before anything is picked the first row takes Tab.
  const stop = picked !== null && rows.some((row) => row.id === picked) ? picked : rows[0]?.id;
  const byId = (id: string | null) => rows.find((row) => row.id === id);
  const openMenu = (row: DocumentRow) => {
    const anchor = document.getElementById(rowElementId(row.id))?.querySelector<HTMLElement>("[data-became]");
    if (anchor) setMenu({ row, anchor });
  };
  const press = (event: MouseEvent) => {
    const row = byId(rowIdOf(event.target));
    if (!row) return;
    onPick(row);
    if (event.target instanceof Element && event.target.closest("[data-became]")) openMenu(row);
  };
  const type = (event: KeyboardEvent) => {
    const here = byId(rowIdOf(event.target));
    if (!(event.target instanceof HTMLElement) || event.target.dataset.row === undefined || !here) return;
    const to = rowAfterKey(event, rows, here.id);
    if (to) onPick(to);
    else if (event.key === "Enter" || event.key === "F2") openMenu(here);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div
        ref={ref}
        role="feed"
        aria-label="What each part became"
        onClick={press}
        onKeyDown={type}
        className="relative min-h-0 flex-1 overflow-auto p-2"
      >
        <ChunkedList
          entries={rows}
          idOf={(row) => row.id}
          estimate={rowHeight}
          render={(row) => (
            <ReviewRow
              key={row.id}
              id={row.id}
              node={row.node}
              depth={row.depth}
              picked={row.id === picked}
              stop={row.id === stop}
              corrected={corrected.has(row.id)}
              guess={guesses.get(row.id)?.map(guessWords).join("; ") ?? null}
            />
          )}
        />
      </div>
      {menu ? (
        <KindMenu
          node={menu.row.node}
          options={offered(checklist, menu.row, guesses.get(menu.row.id) ?? [])}
          anchor={menu.anchor}
          onClose={() => setMenu(null)}
          onConvert={(to) => onConvert(menu.row, to)}
        />
      ) : null}
    </>
  );
}
