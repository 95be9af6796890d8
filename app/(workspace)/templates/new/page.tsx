import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumb } from "@/components/shell/breadcrumb";
import { PageBody } from "@/components/shell/page-body";
import { ImportWorkbench } from "@/components/template/import-workbench";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { readTemplate } from "@/lib/data/template.read";
import { may } from "@/lib/domain/permission";
import { pageContext } from "../../page-context";
import { builtInCards } from "../built-in-cards";

export const metadata: Metadata = { title: "Import a checklist" };

type Props = { searchParams: Promise<{ of?: string; from?: string }> };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export default async function ImportPage({ searchParams }: Props) {
  const { of, from } = await searchParams;
  const ctx = await pageContext(of ? `/templates/new?of=${encodeURIComponent(of)}` : "/templates/new");
  if (!may(ctx.actor, "template.write")) {
    return (
      <PageBody>
        <Card flush>
          <EmptyState title="Your role doesn’t import">
            Only template editors and admins do. Ask an admin for the role.
          </EmptyState>
        </Card>
      </PageBody>
    );
  }
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
      />
    </PageBody>
  );
}
