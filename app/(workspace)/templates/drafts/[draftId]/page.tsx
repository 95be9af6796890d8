import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { Breadcrumb } from "@/components/shell/breadcrumb";
import { PageBody } from "@/components/shell/page-body";
import { EditorsOnly } from "@/components/template/editors-only";
import { readDraft } from "@/lib/data/template-draft.read";
import { may } from "@/lib/domain/permission";
import { pageContext } from "../../../page-context";
import { Editor } from "../../editor";

export const metadata: Metadata = { title: "Edit a draft" };

type Props = { params: Promise<{ draftId: string }> };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A new template that isn't published yet. The draft of a next version is edited where its template is. */
export default async function DraftPage({ params }: Props) {
  const { draftId } = await params;
  const ctx = await pageContext(`/templates/drafts/${draftId}`);
  if (!may(ctx.actor, "template.write")) return <EditorsOnly title="Your role doesn’t edit drafts" />;
  const draft = uuid.test(draftId) ? await readDraft(ctx, draftId) : null;
  if (!draft?.ok) notFound();
  if (draft.value.template) redirect(`/templates/${draft.value.template.id}/edit`);
  return (
    <PageBody width="wide" className="pb-4">
      <Breadcrumb trail={[{ href: "/templates", label: "Templates" }]} />
      <h1 className="font-heavy text-2xl tracking-tight">Draft of {draft.value.title}</h1>
      <Editor template={null} published={null} draft={draft.value} />
    </PageBody>
  );
}
