import type { Metadata } from "next";
import { ReadinessScreen } from "@/components/readiness/readiness-screen";
import { readSupposed, supposedKinds } from "@/lib/domain/supposed";
import { pageContext } from "../../../page-context";

export const metadata: Metadata = { title: "Readiness" };

type Props = {
  params: Promise<{ runId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ReadinessPage({ params, searchParams }: Props) {
  await pageContext(`/runs/${(await params).runId}/readiness`);
  const query = await searchParams;
  const one = (name: string) => [query[name]].flat()[0] ?? null;
  const supposed = readSupposed(Object.fromEntries(supposedKinds.map((kind) => [kind, one(kind)])));
  return <ReadinessScreen gate={one("gate")} supposed={supposed} />;
}
