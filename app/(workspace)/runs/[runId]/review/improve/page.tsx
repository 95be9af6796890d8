import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ImproveScreen } from "@/components/review/improve-screen";
import { PageBody } from "@/components/shell/page-body";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { readImprovements } from "@/lib/data/improvement.read";
import { pageContext } from "../../../../page-context";

export const metadata: Metadata = { title: "Improve the template" };

export default async function ImprovePage({ params }: { params: Promise<{ runId: string }> }) {
  const { runId } = await params;
  const ctx = await pageContext(`/runs/${runId}/review/improve`);
  const found = await readImprovements(ctx, runId);
  if (!found.ok && found.code === "not_found") notFound();
  if (!found.ok)
    return (
      <PageBody>
        <Card flush>
          <EmptyState title="Nothing to improve here">{found.message}</EmptyState>
        </Card>
      </PageBody>
    );
  const { template, draft, baseVersion } = found.value;
  // What was chosen belongs to what it was chosen on: a newer draft starts afresh.
  const key = `${template.id} ${baseVersion} ${draft?.version ?? ""}`;
  return <ImproveScreen key={key} runId={runId} improvements={found.value} />;
}
