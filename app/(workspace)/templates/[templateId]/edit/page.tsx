import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumb } from "@/components/shell/breadcrumb";
import { PageBody } from "@/components/shell/page-body";
import { EditorsOnly } from "@/components/template/editors-only";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { readTemplate } from "@/lib/data/template.read";
import { readDraftOf } from "@/lib/data/template-draft.read";
import { may } from "@/lib/domain/permission";
import { pageContext } from "../../../page-context";
import { Editor } from "../../editor";

export const metadata: Metadata = { title: "Edit a checklist" };

type Props = { params: Promise<{ templateId: string }> };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export default async function EditPage({ params }: Props) {
  const { templateId } = await params;
  const ctx = await pageContext(`/templates/${templateId}/edit`);
  const template = uuid.test(templateId) ? await readTemplate(ctx, templateId) : null;
  if (!template?.ok) notFound();
  const { id, title, retiredAt } = template.value;
  if (!may(ctx.actor, "template.write")) return <EditorsOnly title="Your role doesn’t edit templates" />;
  if (retiredAt)
    return (
      <PageBody>
        <Card flush>
          <EmptyState title="This template is retired">It can be read, but not edited.</EmptyState>
        </Card>
      </PageBody>
    );
  const found = await readDraftOf(ctx, id);
  const draft = found.ok ? found.value : null;
  // A draft is compared with the version it was begun from, so that publishing shows what came since.
  const base =
    draft?.baseVersion && draft.baseVersion !== template.value.version
      ? await readTemplate(ctx, id, draft.baseVersion)
      : template;
  const { version, document } = base.ok ? base.value : template.value;
  return (
    <PageBody width="wide" className="pb-4">
      <Breadcrumb
        trail={[
          { href: "/templates", label: "Templates" },
          { href: `/templates/${id}`, label: title },
        ]}
      />
      <h1 className="font-heavy text-2xl tracking-tight">Edit {title}</h1>
      <Editor template={{ id, title, version }} published={document} draft={draft} />
    </PageBody>
  );
}
