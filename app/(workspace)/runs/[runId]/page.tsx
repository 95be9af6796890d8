import { RunScreen } from "@/components/run/run-screen";
import { pageContext } from "../../page-context";

type Props = { params: Promise<{ runId: string }>; searchParams: Promise<{ item?: string | string[] }> };

export default async function RunPage({ params, searchParams }: Props) {
  await pageContext(`/runs/${(await params).runId}`);
  const { item } = await searchParams;
  return <RunScreen item={typeof item === "string" ? item : null} />;
}
