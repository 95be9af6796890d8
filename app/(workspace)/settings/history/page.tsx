import type { Metadata } from "next";
import { toShownEntry } from "@/components/history/history-entry";
import { WorkspaceHistory } from "@/components/history/workspace-history";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { listHistory, readHistoryPeople } from "@/lib/data/history.read";
import { may } from "@/lib/domain/permission";
import { pageContext } from "../../page-context";
import { historySearch } from "../history-search";

export const metadata: Metadata = { title: "History" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function HistoryPage({ searchParams }: Props) {
  const ctx = await pageContext("/settings/history");
  const search = historySearch(await searchParams);
  const [history, people] = await Promise.all([
    listHistory(ctx, search.filter, { limit: 100, cursor: search.cursor }),
    readHistoryPeople(ctx),
  ]);
  const all = may(ctx.actor, "workspace.audit");
  const lead = all
    ? "What happened in runs, and to people, roles, tokens and templates."
    : "What happened in the runs of this workspace.";
  return (
    <>
      <PageHeader title="History" lead={lead} />
      {history.ok ? (
        <WorkspaceHistory
          entries={history.value.items.map(toShownEntry)}
          people={people}
          filter={search.shown}
          older={search.older("/settings/history", history.value.nextCursor)}
          exportQuery={may(ctx.actor, "history.export") ? search.exported : null}
        />
      ) : (
        <Notice tone="no">{history.message}</Notice>
      )}
    </>
  );
}
