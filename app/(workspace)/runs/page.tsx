import { Plus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { RunTable } from "@/components/dashboard/run-table";
import { PageBody } from "@/components/shell/page-body";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/class-name";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { listRuns } from "@/lib/data/run-list.read";
import { may } from "@/lib/domain/permission";
import { pageContext } from "../page-context";

export const metadata: Metadata = { title: "Runs" };

type Props = { searchParams: Promise<{ closed?: string; cursor?: string }> };

const views = [
  { href: "/runs", label: "Open", closed: false },
  { href: "/runs?closed=1", label: "Closed", closed: true },
] as const;

export default async function RunsPage({ searchParams }: Props) {
  const { closed: asked, cursor } = await searchParams;
  const closed = asked === "1";
  const ctx = await pageContext(closed ? "/runs?closed=1" : "/runs");
  const runs = await listRuns(ctx, { limit: 50, closed, ...(typeof cursor === "string" ? { cursor } : {}) });
  const start = may(ctx.actor, "run.start") ? (
    <ButtonLink href="/runs/new" variant="primary" icon={<Plus aria-hidden className="size-4" />}>
      Start a run
    </ButtonLink>
  ) : null;
  return (
    <PageBody>
      <PageHeader title="Runs" lead="One deployment each: a checklist, its people, its verdict." actions={start} />
      <nav aria-label="Which runs" className="mb-3 flex gap-1">
        {views.map((view) => (
          <Link
            prefetch={false}
            key={view.href}
            href={view.href}
            aria-current={view.closed === closed ? "page" : undefined}
            className={cn(
              "flex h-8 items-center rounded-md px-3 text-sm touch:h-11",
              view.closed === closed ? "bg-panel font-strong shadow-card" : "text-ink-2 hover:text-ink",
            )}
          >
            {view.label}
          </Link>
        ))}
      </nav>
      {runs.ok ? null : <Notice tone="no">{runs.message}</Notice>}
      {runs.ok && runs.value.items.length > 0 ? (
        <Card flush className="overflow-hidden">
          <RunTable runs={runs.value.items} caption={closed ? "Closed runs" : "Open runs"} />
        </Card>
      ) : null}
      {runs.ok && runs.value.items.length === 0 ? (
        <Card flush>
          <EmptyState title={closed ? "No run was closed yet" : "No run is open"} actions={closed ? null : start}>
            {closed
              ? "A run is closed by its lead once what comes after the deployment is done. It stays readable, with its history."
              : "Start one from a template for the next deployment. It shows at once what stands between it and GO."}
          </EmptyState>
        </Card>
      ) : null}
      {runs.ok && runs.value.nextCursor ? (
        <ButtonLink
          href={`/runs?${closed ? "closed=1&" : ""}cursor=${encodeURIComponent(runs.value.nextCursor)}`}
          className="mt-4"
        >
          More runs
        </ButtonLink>
      ) : null}
    </PageBody>
  );
}
