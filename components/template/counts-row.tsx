import type { ImportCounts } from "@/lib/domain/import-report";
import { count } from "@/lib/domain/plain-text";

const words: readonly { name: keyof ImportCounts; one: string; many?: string; always?: true }[] = [
  { name: "tasks", one: "task in the source", many: "tasks in the source", always: true },
  { name: "phases", one: "phase", always: true },
  { name: "sections", one: "section" },
  { name: "items", one: "item", always: true },
  { name: "commands", one: "code block", always: true },
  { name: "gates", one: "gate", always: true },
  { name: "signoffs", one: "sign-off", always: true },
  { name: "choices", one: "choice" },
  { name: "triggers", one: "rollback trigger" },
  { name: "holds", one: "hold" },
  { name: "recurring", one: "recurring check" },
  { name: "announcements", one: "announcement" },
  { name: "contacts", one: "contact" },
  { name: "expectations", one: "expectation" },
  { name: "criteria", one: "criterion", many: "criteria" },
  { name: "references", one: "reference" },
  { name: "blanks", one: "blank to fill in", many: "blanks to fill in" },
  { name: "warnings", one: "contradiction" },
];

/** What the document holds, in numbers; kinds it has none of are left out unless their absence matters. */
export function CountsRow({ counts }: { counts: ImportCounts }) {
  const shown = words.filter(({ name, always }) => always || counts[name] > 0);
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
      {shown.map(({ name, one, many }) => {
        const [number, ...rest] = count(counts[name], one, many).split(" ");
        return (
          <li key={name} className="whitespace-nowrap text-ink-2">
            <b className="font-heavy text-ink tabular-nums">{number}</b> {rest.join(" ")}
          </li>
        );
      })}
    </ul>
  );
}
