import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { historyPageSize, toShownEntry } from "@/components/history/history-entry";
import { HistoryScreen } from "@/components/history/history-screen";
import { listAudit } from "@/lib/data/audit.read";
import { readRunScreen } from "@/lib/data/run.read";
import { pageContext } from "../../../page-context";

export const metadata: Metadata = { title: "History" };

export default async function HistoryPage({ params }: { params: Promise<{ runId: string }> }) {
  const { runId } = await params;
  const ctx = await pageContext(`/runs/${runId}/history`);
  const screen = await readRunScreen(ctx, runId);
  if (!screen.ok) notFound();
  const after = Math.max(0, screen.value.snapshot.run.seq - historyPageSize);
  const history = await listAudit(ctx, runId, { after, limit: historyPageSize });
  if (!history.ok) notFound();
  const entries = history.value.items.map(toShownEntry);
  return <HistoryScreen first={entries} mayExport={screen.value.you.may["history.export"]} />;
}
