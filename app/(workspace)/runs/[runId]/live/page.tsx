import type { Metadata } from "next";
import { LiveScreen } from "@/components/live/live-screen";
import { pageContext } from "../../../page-context";

export const metadata: Metadata = { title: "Go-live" };

export default async function LivePage({ params }: { params: Promise<{ runId: string }> }) {
  await pageContext(`/runs/${(await params).runId}/live`);
  return <LiveScreen />;
}
