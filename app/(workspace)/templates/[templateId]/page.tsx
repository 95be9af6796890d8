import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Breadcrumb } from "@/components/shell/breadcrumb";
import { PageBody } from "@/components/shell/page-body";
import { CountsRow } from "@/components/template/counts-row";
import { DocumentView } from "@/components/template/document-view";
import { TemplateActions } from "@/components/template/template-actions";
import { TemplateOutline } from "@/components/template/template-outline";
import { Badge } from "@/components/ui/badge";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/time";
import { readTemplate } from "@/lib/data/template.read";
import { draftHeadOf } from "@/lib/data/template-draft.read";
import { may } from "@/lib/domain/permission";
import { pageContext } from "../../page-context";

type Props = { params: Promise<{ templateId: string }>; searchParams: Promise<{ version?: string }> };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Once per request, for the title and the page alike. */
const load = cache(async (id: string, version: string | undefined) => {
  const ctx = await pageContext(`/templates/${id}`);
  const number = /^\d{1,6}$/.test(version ?? "") ? Number(version) : undefined;
  const template = uuid.test(id) ? await readTemplate(ctx, id, number) : null;
  return template?.ok ? { ctx, template: template.value } : null;
});

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const found = await load((await params).templateId, (await searchParams).version);
  return { title: found?.template.title ?? "Not found" };
}

export default async function TemplatePage({ params, searchParams }: Props) {
  const found = await load((await params).templateId, (await searchParams).version);
  if (!found) notFound();
  const { ctx, template } = found;
  const { versions, version } = template;
  const published = versions.find(({ number }) => number === version);
  const newest = versions[0]?.number;
  const writes = may(ctx.actor, "template.write") && !template.retiredAt;
  const draft = writes ? await draftHeadOf(ctx, template.id) : null;
  return (
    <PageBody>
      <Breadcrumb trail={[{ href: "/templates", label: "Templates" }]} />
      <PageHeader
        title={template.title}
        lead={
          <span className="flex flex-wrap items-center gap-2 text-sm">
            <Badge tone={version === newest ? "plain" : "hold"}>
              version {version}
              {version === newest ? "" : ` of ${newest}`}
            </Badge>
            {template.retiredAt ? <Badge tone="no">retired</Badge> : null}
            {published ? (
              <span>
                published <RelativeTime at={published.publishedAt} /> by {published.publishedBy.name}
              </span>
            ) : null}
            {draft ? (
              <Badge tone="wait">
                draft of the next, saved <RelativeTime at={draft.savedAt} /> by {draft.savedBy.name}
              </Badge>
            ) : null}
          </span>
        }
        actions={
          <TemplateActions
            template={{ id: template.id, title: template.title, version }}
            versions={versions.map(({ number, publishedBy }) => ({
              number,
              label: `${number}, by ${publishedBy.name}`,
            }))}
            may={{
              startRun: may(ctx.actor, "run.start") && !template.retiredAt,
              write: writes,
              putBack: may(ctx.actor, "template.write") && template.retiredAt !== null,
            }}
          />
        }
      />
      <CountsRow counts={template.counts} />
      <div className="mt-5 grid grid-cols-1 gap-6 lg:grid-cols-[15rem_minmax(0,1fr)]">
        <div className="max-lg:hidden">
          <div className="sticky top-[calc(var(--bar-height)+1rem)] max-h-[calc(100dvh-var(--bar-height)-2rem)] overflow-y-auto">
            <TemplateOutline document={template.document} />
          </div>
        </div>
        <DocumentView document={template.document} />
      </div>
    </PageBody>
  );
}
