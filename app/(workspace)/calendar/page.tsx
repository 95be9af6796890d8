import type { Metadata } from "next";
import { CalendarView } from "@/components/calendar/calendar-view";
import { OverviewNav } from "@/components/shell/overview-nav";
import { PageBody } from "@/components/shell/page-body";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { readOpenSummaries } from "@/lib/data/dashboard.read";
import { listFreezes } from "@/lib/data/freeze.read";
import { goLive } from "@/lib/domain/calendar";
import { may } from "@/lib/domain/permission";
import { pageContext } from "../page-context";

export const metadata: Metadata = { title: "Calendar" };

type Props = { searchParams: Promise<{ month?: string; view?: string }> };

/** Freezes of the last months are shown too, so that looking back tells why nothing went live. */
const backDays = 92;
const dayMs = 86_400_000;

export default async function CalendarPage({ searchParams }: Props) {
  const { month, view } = await searchParams;
  const ctx = await pageContext("/calendar");
  const from = new Date(ctx.now.getTime() - backDays * dayMs).toISOString();
  const [runs, freezes] = await Promise.all([readOpenSummaries(ctx), listFreezes(ctx, { from, limit: 200 })]);
  return (
    <PageBody width="wide">
      <OverviewNav />
      <PageHeader title="Go-lives and freezes" lead="When runs are to go live, and when nothing may." />
      {runs.ok && freezes.ok ? (
        <CalendarView
          runs={runs.value.map(goLive)}
          freezes={freezes.value.items}
          month={/^\d{4}-(0[1-9]|1[0-2])$/.test(month ?? "") ? (month ?? null) : null}
          view={view === "list" ? "list" : "month"}
          mayEdit={may(ctx.actor, "freeze.edit")}
        />
      ) : (
        <Notice tone="no">{runs.ok ? "Freezes can’t be read now. Try again." : runs.message}</Notice>
      )}
    </PageBody>
  );
}
