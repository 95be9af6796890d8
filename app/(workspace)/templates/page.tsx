import { Plus, Upload } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { PageBody } from "@/components/shell/page-body";
import { DraftList } from "@/components/template/draft-list";
import { TemplateList } from "@/components/template/template-list";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { listTemplates } from "@/lib/data/template.read";
import { listDrafts } from "@/lib/data/template-draft.read";
import { may } from "@/lib/domain/permission";
import { pageContext } from "../page-context";

export const metadata: Metadata = { title: "Templates" };

type Props = { searchParams: Promise<{ cursor?: string; drafts?: string; retired?: string }> };

export default async function TemplatesPage({ searchParams }: Props) {
  const ctx = await pageContext("/templates");
  const { cursor, drafts: older, retired: asked } = await searchParams;
  const retired = asked === "1";
  const page = { limit: 50, ...(typeof cursor === "string" ? { cursor } : {}) };
  const templates = await listTemplates(ctx, { ...page, retired });
  const writes = may(ctx.actor, "template.write");
  const drafts =
    writes && !retired && !cursor
      ? await listDrafts(ctx, { limit: 20, ...(typeof older === "string" ? { cursor: older } : {}) })
      : null;
  return (
    <PageBody>
      <PageHeader
        title={retired ? "Retired templates" : "Templates"}
        lead={
          retired
            ? "Out of the list and not to be started; their versions and runs stay, and they can be put back."
            : "Checklists that can be run. A published version never changes; an import or an edit makes the next one."
        }
        actions={
          writes ? (
            <ButtonLink href="/templates/new" variant="primary" icon={<Upload aria-hidden className="size-4" />}>
              Import a checklist
            </ButtonLink>
          ) : null
        }
      />
      <p className="-mt-2 mb-4 text-sm">
        <Link
          prefetch={false}
          href={retired ? "/templates" : "/templates?retired=1"}
          className="text-accent underline underline-offset-2"
        >
          {retired ? "Back to all templates" : "Retired templates"}
        </Link>
      </p>
      {drafts?.ok && drafts.value.items.length > 0 ? (
        <DraftList drafts={drafts.value.items} next={drafts.value.nextCursor} />
      ) : null}
      {!templates.ok ? <Notice tone="no">{templates.message}</Notice> : null}
      {templates.ok && templates.value.items.length > 0 ? (
        <Card flush className="overflow-hidden">
          <TemplateList templates={templates.value.items} />
        </Card>
      ) : null}
      {templates.ok && templates.value.nextCursor ? (
        <ButtonLink
          href={`/templates?${retired ? "retired=1&" : ""}cursor=${encodeURIComponent(templates.value.nextCursor)}`}
          className="mt-4"
        >
          Older templates
        </ButtonLink>
      ) : null}
      {templates.ok && templates.value.items.length === 0 && retired ? (
        <Card flush>
          <EmptyState title="Nothing is retired">A template is retired from its own page.</EmptyState>
        </Card>
      ) : null}
      {templates.ok && templates.value.items.length === 0 && !retired ? (
        <Card flush>
          <EmptyState
            title="No templates yet"
            actions={
              writes ? (
                <ButtonLink href="/templates/new" variant="primary" icon={<Plus aria-hidden className="size-4" />}>
                  Import a checklist
                </ButtonLink>
              ) : null
            }
          >
            <p>
              A template is the Markdown checklist your team already has. Importing keeps all of it: headings become
              phases and sections, task boxes become items, fenced blocks commands, sign-off lines signatures at the
              gates.
            </p>
            {writes ? null : <p className="mt-2">Ask an admin to import one, or for the role of template editor.</p>}
          </EmptyState>
        </Card>
      ) : null}
    </PageBody>
  );
}
