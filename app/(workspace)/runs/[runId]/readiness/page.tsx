import type { Metadata } from "next";
import { ReadinessScreen } from "@/components/readiness/readiness-screen";
import { readPace } from "@/lib/data/pace.read";
import { readSupposed, supposedKinds } from "@/lib/domain/supposed";
import { pageContext } from "../../../page-context";

export const metadata: Metadata = { title: "Readiness" };

type Props = {
  params: Promise<{ runId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ReadinessPage({ params, searchParams }: Props) {
  const { runId } = await params;
  const ctx = await pageContext(`/runs/${runId}/readiness`);
  const query = await searchParams;
  const one = (name: string) => [query[name]].flat()[0] ?? null;
  const supposed = readSupposed(Object.fromEntries(supposedKinds.map((kind) => [kind, one(kind)])));
  const pace = await readPace(ctx, runId);
  return <ReadinessScreen gate={one("gate")} supposed={supposed} pace={pace.ok ? pace.value : null} />;
}
