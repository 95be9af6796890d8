import type { Metadata } from "next";
import { PollScreen } from "@/components/poll/poll-screen";
import { pageContext } from "../../../page-context";

export const metadata: Metadata = { title: "Poll" };

export default async function PollPage({ params }: { params: Promise<{ runId: string }> }) {
  await pageContext(`/runs/${(await params).runId}/poll`);
  return <PollScreen />;
}
