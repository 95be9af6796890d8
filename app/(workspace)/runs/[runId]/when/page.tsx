import type { Metadata } from "next";
import { WhenScreen } from "@/components/when/when-screen";
import { pageContext } from "../../../page-context";

export const metadata: Metadata = { title: "When" };

export default async function WhenPage({ params }: { params: Promise<{ runId: string }> }) {
  await pageContext(`/runs/${(await params).runId}/when`);
  return <WhenScreen />;
}
