import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { toShownEntry } from "@/components/history/history-entry";
import { WorkspaceHistory } from "@/components/history/workspace-history";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { listHistory, readHistoryPeople, readHistoryPerson } from "@/lib/data/history.read";
import { may } from "@/lib/domain/permission";
import { pageContext } from "../../../page-context";
import { historySearch } from "../../history-search";

export const metadata: Metadata = { title: "What they did" };

type Props = {
  params: Promise<{ personId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function PersonHistoryPage({ params, searchParams }: Props) {
  const { personId } = await params;
  const path = `/settings/people/${personId}`;
  const ctx = await pageContext(path);
  const person = await readHistoryPerson(ctx, personId);
  if (!person.ok) notFound();
  const search = historySearch({ ...(await searchParams), person: personId });
  const [history, people] = await Promise.all([
    listHistory(ctx, search.filter, { limit: 100, cursor: search.cursor }),
    readHistoryPeople(ctx),
  ]);
  return (
    <>
      <PageHeader title={person.value.name} lead={`${person.value.email}: what they did, latest first.`} />
      {history.ok ? (
        <WorkspaceHistory
          entries={history.value.items.map(toShownEntry)}
          people={people}
          filter={search.shown}
          older={search.older(path, history.value.nextCursor)}
          onePerson
          exportQuery={may(ctx.actor, "history.export") ? search.exported : null}
        />
      ) : (
        <Notice tone="no">{history.message}</Notice>
      )}
    </>
  );
}
