import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ChecksScreen } from "@/components/checks/checks-screen";
import { listReports } from "@/lib/data/check-report.read";
import { pageContext } from "../../../page-context";

export const metadata: Metadata = { title: "Checks" };

export default async function ChecksPage({ params }: { params: Promise<{ runId: string }> }) {
  const { runId } = await params;
  const ctx = await pageContext(`/runs/${runId}/checks`);
  const reports = await listReports(ctx, runId, { limit: 20 });
  if (!reports.ok) notFound();
  return <ChecksScreen first={reports.value.items} />;
}
