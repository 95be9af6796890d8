import { RunScreen } from "@/components/run/run-screen";
import { pageContext } from "../../page-context";

type Props = { params: Promise<{ runId: string }>; searchParams: Promise<{ item?: string | string[] }> };

export default async function RunPage({ params, searchParams }: Props) {
  const { item } = await searchParams;
  const query = typeof item === "string" ? `?item=${encodeURIComponent(item)}` : "";
  await pageContext(`/runs/${(await params).runId}${query}`);
  return <RunScreen item={typeof item === "string" ? item : null} />;
}
