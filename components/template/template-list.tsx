import Link from "next/link";
import { DataTable } from "@/components/ui/data-table";
import { RelativeTime } from "@/components/ui/time";
import { count } from "@/lib/domain/plain-text";

export type TemplateLine = {
  id: string;
  title: string;
  version: number;
  counts: { items: number; phases: number; gates: number; signoffs: number; commands: number };
  runs: number;
  updatedAt: string;
  publishedBy: { name: string };
};

/** The workspace's templates, the last changed first. */
export function TemplateList({ templates }: { templates: readonly TemplateLine[] }) {
  return (
    <DataTable
      caption="Templates"
      rows={templates}
      rowKey={(template) => template.id}
      columns={[
        {
          key: "title",
          heading: "Template",
          rowHeader: true,
          className: "sm:w-2/5",
          cell: ({ id, title, counts }) => (
            <>
              <Link
                prefetch={false}
                href={`/templates/${id}`}
                className="font-strong text-base after:absolute after:inset-0 focus-visible:outline-offset-4"
              >
                {title}
              </Link>
              <span className="block text-ink-3 text-xs">
                {count(counts.phases, "phase")}, {count(counts.commands, "code block")}
              </span>
            </>
          ),
        },
        { key: "items", heading: "Items", cell: ({ counts }) => <span className="tabular-nums">{counts.items}</span> },
        {
          key: "gates",
          heading: "Gates",
          cell: ({ counts }) => (
            <>
              {counts.gates}
              <span className="text-ink-3"> with {count(counts.signoffs, "sign-off")}</span>
            </>
          ),
        },
        {
          key: "runs",
          heading: "Runs",
          cell: ({ runs }) => <span className="tabular-nums">{runs === 0 ? "none yet" : runs}</span>,
        },
        {
          key: "changed",
          heading: "Last changed",
          cell: ({ version, updatedAt, publishedBy }) => (
            <>
              <RelativeTime at={updatedAt} />
              <span className="block text-ink-3 text-xs">
                version {version} by {publishedBy.name}
              </span>
            </>
          ),
        },
      ]}
    />
  );
}
