import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumb } from "@/components/shell/breadcrumb";
import { PageBody } from "@/components/shell/page-body";
import { VersionsScreen } from "@/components/template/versions/versions-screen";
import { PageHeader } from "@/components/ui/page-header";
import { readTemplate } from "@/lib/data/template.read";
import { may } from "@/lib/domain/permission";
import { pageContext } from "../../../page-context";

export const metadata: Metadata = { title: "Versions" };

type Props = { params: Promise<{ templateId: string }>; searchParams: Promise<{ from?: string; to?: string }> };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export default async function VersionsPage({ params, searchParams }: Props) {
  const { templateId } = await params;
  const asked = await searchParams;
  const ctx = await pageContext(`/templates/${templateId}/versions`);
  const newest = uuid.test(templateId) ? await readTemplate(ctx, templateId) : null;
  if (!newest?.ok) notFound();
  const { id, title, versions, retiredAt, version } = newest.value;
  const number = (text: string | undefined, otherwise: number) =>
    versions.find((each) => String(each.number) === text)?.number ?? otherwise;
  const to = number(asked.to, version);
  const from = number(asked.from, Math.max(1, to - 1));
  const [before, after] = await Promise.all([readTemplate(ctx, id, from), readTemplate(ctx, id, to)]);
  if (!before.ok || !after.ok) notFound();
  return (
    <PageBody>
      <Breadcrumb
        trail={[
          { href: "/templates", label: "Templates" },
          { href: `/templates/${id}`, label: title },
        ]}
      />
      <PageHeader
        title="Versions"
        lead={`What ${title} said when, and who published it. A published version never changes.`}
      />
      <VersionsScreen
        templateId={id}
        versions={versions}
        before={{ number: from, document: before.value.document }}
        after={{ number: to, document: after.value.document }}
        mayRestore={may(ctx.actor, "template.write") && !retiredAt}
      />
    </PageBody>
  );
}
