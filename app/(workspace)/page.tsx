import type { Metadata } from "next";
import { AdminNotices } from "@/components/dashboard/admin-notices";
import { DashboardView } from "@/components/dashboard/dashboard-view";
import { FirstSteps } from "@/components/dashboard/first-steps";
import { FactorResetNotice } from "@/components/settings/factor-reset-notice";
import { OverviewNav } from "@/components/shell/overview-nav";
import { PageBody } from "@/components/shell/page-body";
import { BuiltInLinks } from "@/components/template/built-in-gallery";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { listAdminNotices } from "@/lib/data/admin-notice.read";
import { readDashboard } from "@/lib/data/dashboard.read";
import { readFactorReset } from "@/lib/data/factor-reset.read";
import { listTemplates } from "@/lib/data/template.read";
import { filterQuery, readFilter } from "@/lib/domain/dashboard-filter";
import { may } from "@/lib/domain/permission";
import { pageContext } from "./page-context";
import { builtInCards } from "./templates/built-in-cards";

export const metadata: Metadata = { title: "Readiness" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function DashboardPage({ searchParams }: Props) {
  const asked = Object.entries(await searchParams).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value]] : [],
  );
  const filter = readFilter(new URLSearchParams(asked));
  const query = filterQuery(filter);
  const ctx = await pageContext(query ? `/?${query}` : "/");
  const dashboard = await readDashboard(ctx, filter);
  if (!dashboard.ok) {
    return (
      <PageBody>
        <PageHeader title="Readiness" />
        <Notice tone="no">{dashboard.message}</Notice>
      </PageBody>
    );
  }
  const startRun = may(ctx.actor, "run.start");
  const reset = await readFactorReset(ctx);
  const notices = may(ctx.actor, "notice.read") ? await listAdminNotices(ctx) : null;
  if (dashboard.value.total > 0) {
    return (
      <PageBody width="wide">
        {reset ? <FactorResetNotice {...reset} /> : null}
        {notices?.ok ? <AdminNotices notices={notices.value.items} /> : null}
        <OverviewNav />
        <DashboardView
          initial={JSON.stringify(dashboard.value)}
          filter={filter}
          startRun={startRun}
          me={ctx.actor.person?.id ?? null}
        />
      </PageBody>
    );
  }
  const templates = await listTemplates(ctx, { limit: 1 });
  const writeTemplates = may(ctx.actor, "template.write");
  return (
    <PageBody>
      {reset ? <FactorResetNotice {...reset} /> : null}
      {notices?.ok ? <AdminNotices notices={notices.value.items} /> : null}
      <OverviewNav />
      <PageHeader title="No go-live is open" lead="Three steps to the first verdict." />
      <FirstSteps templates={templates.ok ? templates.value.items.length : 0} may={{ startRun, writeTemplates }} />
      {writeTemplates && templates.ok && templates.value.items.length === 0 ? (
        <BuiltInLinks builtIns={(await builtInCards()).map(({ markdown: _, ...card }) => card)} />
      ) : null}
    </PageBody>
  );
}
