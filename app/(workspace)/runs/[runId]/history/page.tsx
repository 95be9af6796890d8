import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { HistoryScreen } from "@/components/history/history-screen";
import { listAudit } from "@/lib/data/audit.read";
import { readRunScreen } from "@/lib/data/run.read";
import { pageContext } from "../../../page-context";

export const metadata: Metadata = { title: "History" };

export default async function HistoryPage({ params }: { params: Promise<{ runId: string }> }) {
  const { runId } = await params;
  const ctx = await pageContext(`/runs/${runId}/history`);
  const [history, screen] = await Promise.all([
    listAudit(ctx, runId, { after: 0, limit: 200 }),
    readRunScreen(ctx, runId),
  ]);
  if (!history.ok || !screen.ok) notFound();
  const { items, nextCursor } = history.value;
  const entries = items.map(({ body: _body, salt: _salt, prevHash: _prevHash, ...entry }) => entry);
  return <HistoryScreen first={{ items: entries, nextCursor }} mayExport={screen.value.you.may["history.export"]} />;
}
