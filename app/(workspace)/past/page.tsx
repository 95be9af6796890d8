import type { Metadata } from "next";
import { PastView } from "@/components/past/past-view";
import { OverviewNav } from "@/components/shell/overview-nav";
import { PageBody } from "@/components/shell/page-body";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { readPastRuns } from "@/lib/data/past-runs.read";
import { pageContext } from "../page-context";

export const metadata: Metadata = { title: "Past runs" };

type Props = { searchParams: Promise<{ template?: string }> };

export default async function PastPage({ searchParams }: Props) {
  const { template } = await searchParams;
  const ctx = await pageContext("/past");
  const past = await readPastRuns(ctx, typeof template === "string" && template !== "" ? template : undefined);
  return (
    <PageBody width="wide">
      <OverviewNav />
      {past.ok ? (
        <PastView past={past.value} narrowed={typeof template === "string" && template !== ""} />
      ) : (
        <>
          <PageHeader title="Past runs" />
          <Notice tone="no">{past.message}</Notice>
        </>
      )}
    </PageBody>
  );
}
