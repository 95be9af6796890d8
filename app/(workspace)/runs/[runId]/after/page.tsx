import type { Metadata } from "next";
import { AfterScreen } from "@/components/after/after-screen";
import { pageContext } from "../../../page-context";

export const metadata: Metadata = { title: "After go-live" };

export default async function AfterPage({ params }: { params: Promise<{ runId: string }> }) {
  await pageContext(`/runs/${(await params).runId}/after`);
  return <AfterScreen />;
}
