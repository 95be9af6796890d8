import type { Metadata } from "next";
import { PageBody } from "@/components/shell/page-body";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { WorkView } from "@/components/work/work-view";
import { readMyWork } from "@/lib/data/my-work.read";
import { pageContext } from "../page-context";

export const metadata: Metadata = { title: "My work" };

export default async function WorkPage() {
  const ctx = await pageContext("/work");
  const work = await readMyWork(ctx);
  return (
    <PageBody>
      {work.ok ? (
        <WorkView initial={JSON.stringify(work.value)} />
      ) : (
        <>
          <PageHeader title="My work" />
          <Notice tone="no">{work.message}</Notice>
        </>
      )}
    </PageBody>
  );
}
