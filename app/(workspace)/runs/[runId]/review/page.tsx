import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ReviewScreen } from "@/components/review/review-screen";
import { readChronicle } from "@/lib/data/chronicle.read";
import { pageContext } from "../../../page-context";

export const metadata: Metadata = { title: "Review" };

export default async function ReviewPage({ params }: { params: Promise<{ runId: string }> }) {
  const { runId } = await params;
  const ctx = await pageContext(`/runs/${runId}/review`);
  const chronicle = await readChronicle(ctx, runId);
  if (!chronicle.ok) notFound();
  return <ReviewScreen chronicle={chronicle.value} mine={ctx.actor.person?.id ?? ""} />;
}
