import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { Breadcrumb } from "@/components/shell/breadcrumb";
import { PageBody } from "@/components/shell/page-body";
import { EditorsOnly } from "@/components/template/editors-only";
import { ImportWorkbench } from "@/components/template/import-workbench";
import { readTemplate } from "@/lib/data/template.read";
import { readDraft } from "@/lib/data/template-draft.read";
import { may } from "@/lib/domain/permission";
import { pageContext } from "../../page-context";
import { builtInCards } from "../built-in-cards";

export const metadata: Metadata = { title: "Import a checklist" };

type Props = { searchParams: Promise<{ of?: string; from?: string; draft?: string }> };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export default async function ImportPage({ searchParams }: Props) {
  const { from, draft: draftId, ...asked } = await searchParams;
  const query = draftId
    ? `?draft=${encodeURIComponent(draftId)}`
    : asked.of
      ? `?of=${encodeURIComponent(asked.of)}`
      : "";
  const ctx = await pageContext(`/templates/new${query}`);
  if (!may(ctx.actor, "template.write")) return <EditorsOnly title="Your role doesn’t import" />;
  const found = draftId ? (uuid.test(draftId) ? await readDraft(ctx, draftId) : null) : undefined;
  if (draftId && !found?.ok) notFound();
  const draft = found?.ok ? found.value : undefined;
  // What the editor changed stands in no source any more.
  if (draft && (draft.edited || !draft.input)) redirect(`/templates/drafts/${draft.id}`);
  const of = draft ? draft.template?.id : asked.of;
  const template = of && uuid.test(of) ? await readTemplate(ctx, of) : undefined;
  if (of && !template?.ok) notFound();
  const builtIns = await builtInCards();
  return (
    <PageBody width="wide">
      <Breadcrumb trail={[{ href: "/templates", label: "Templates" }]} />
      <ImportWorkbench
        builtIns={builtIns}
        initial={builtIns.find(({ name }) => name === from)?.markdown}
        of={template?.ok ? template.value : undefined}
        draft={draft?.input ? { ...draft, input: draft.input } : undefined}
      />
    </PageBody>
  );
}
