"use client";

import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { count } from "@/lib/domain/plain-text";

import { BuiltInDialog } from "./built-in-dialog";

/** A checklist that comes with Gonogo: the same Markdown a team could write. */
export type BuiltInCard = {
  name: string;
  title: string;
  summary: string;
  markdown: string;
  items: number;
  gates: number;
  signoffs: number;
};

const cardClass =
  "group flex w-full flex-col rounded-lg border bg-panel p-4 text-left shadow-card transition-colors hover:border-ink-3";
const gridClass = "grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-3";

/** Picks one to begin with, in place, after a look at it. */
export function BuiltInGallery({
  builtIns,
  onPick,
}: {
  builtIns: readonly BuiltInCard[];
  onPick: (markdown: string) => void;
}) {
  const [shown, setShown] = useState<BuiltInCard | null>(null);
  return (
    <>
      <ul className={gridClass}>
        {builtIns.map((each) => (
          <li key={each.name} className="flex">
            <button type="button" aria-haspopup="dialog" onClick={() => setShown(each)} className={cardClass}>
              <CardText card={each} />
            </button>
          </li>
        ))}
      </ul>
      {shown ? (
        <BuiltInDialog card={shown} onUse={() => onPick(shown.markdown)} onClose={() => setShown(null)} />
      ) : null}
    </>
  );
}

/** The same as links to the import, for a workspace that has nothing yet. */
export function BuiltInLinks({ builtIns }: { builtIns: readonly Omit<BuiltInCard, "markdown">[] }) {
  return (
    <section aria-labelledby="built-in" className="mt-8">
      <h2 id="built-in" className="mb-3 font-heavy text-lg">
        No checklist at hand? Begin with one of ours
      </h2>
      <ul className={gridClass}>
        {builtIns.map((each) => (
          <li key={each.name} className="flex">
            <Link prefetch={false} href={`/templates/new?from=${each.name}`} className={cardClass}>
              <CardText card={each} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function CardText({ card }: { card: Omit<BuiltInCard, "markdown"> }) {
  return (
    <>
      <span className="font-strong text-md">{card.title}</span>
      {card.summary ? <span className="mt-1 line-clamp-3 text-ink-2 text-sm">{card.summary}</span> : null}
      <span className="mt-auto flex items-center gap-1 pt-3 text-ink-3 text-xs">
        {count(card.items, "item")}, {count(card.gates, "gate")}, {count(card.signoffs, "sign-off")}
        <ArrowRight aria-hidden className="ml-auto size-4 transition-colors group-hover:text-ink" />
      </span>
    </>
  );
}
