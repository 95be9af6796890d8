import { count } from "@/lib/domain/plain-text";

/** Of what is too old for a card; nothing where all of it is there. */
export function Untold({
  entries,
  of = "entry",
  plural = "entries",
}: {
  entries: number;
  of?: string;
  plural?: string;
}) {
  if (entries === 0) return null;
  return (
    <p className="border-b px-4 py-2 text-ink-2 text-sm">
      {entries === 1
        ? `The first ${of} is too old to be told here; it stands`
        : `The first ${count(entries, of, plural)} are too old to be told here; they stand`}{" "}
      in the history.
    </p>
  );
}
