import type { Metadata } from "next";
import { RunStartForm } from "@/components/run-start/run-start-form";
import { templateRoles } from "@/components/run-start/template-roles";
import { Breadcrumb } from "@/components/shell/breadcrumb";
import { PageBody } from "@/components/shell/page-body";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { listPeople } from "@/lib/data/person.read";
import { readRehearsed } from "@/lib/data/rehearsed.read";
import { listTemplates, readTemplate } from "@/lib/data/template.read";
import { conditionalItems } from "@/lib/domain/conditional-parts";
import { may } from "@/lib/domain/permission";
import { takesPart } from "@/lib/domain/takes-part";
import { variableUse } from "@/lib/domain/variable-use";
import { pageContext } from "../../page-context";

export const metadata: Metadata = { title: "Start a run" };

type Props = { searchParams: Promise<{ template?: string; version?: string }> };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export default async function StartRunPage({ searchParams }: Props) {
  const { template: asked = "", version } = await searchParams;
  const ctx = await pageContext(uuid.test(asked) ? `/runs/new?template=${asked}` : "/runs/new");
  const { person } = ctx.actor;
  const [templates, people] = await Promise.all([listTemplates(ctx, { limit: 100 }), listPeople(ctx, { limit: 100 })]);
  const listed = templates.ok ? templates.value.items : [];
  const id = uuid.test(asked) ? asked : listed[0]?.id;
  const number = version && /^\d{1,6}$/.test(version) ? Number(version) : undefined;
  const template = id ? await readTemplate(ctx, id, number) : undefined;
  if (!person || !may(ctx.actor, "run.start") || !template?.ok) {
    const allowed = may(ctx.actor, "run.start");
    return (
      <PageBody>
        <Card flush>
          <EmptyState
            title={allowed ? "There is no template to run yet" : "Your role doesn’t start runs"}
            actions={
              may(ctx.actor, "template.write") ? (
                <ButtonLink href="/templates/new" variant="primary">
                  Import a checklist
                </ButtonLink>
              ) : null
            }
          >
            {allowed
              ? "Import your team’s checklist first; a run is one deployment of it."
              : "Members and admins do. Ask an admin for the role."}
          </EmptyState>
        </Card>
      </PageBody>
    );
  }
  const rehearsed = await readRehearsed(ctx, template.value.id, template.value.version);
  const rosterPeople = people.ok
    ? people.value.items.filter(({ disabledAt, roles }) => takesPart({ roles, disabled: disabledAt !== null }))
    : [];
  return (
    <PageBody width="narrow">
      <Breadcrumb trail={[{ href: "/runs", label: "Runs" }]} />
      <PageHeader title="Start a run" />
      <RunStartForm
        templates={listed.map(({ id, title, version, counts }) => ({ id, title, version, items: counts.items }))}
        chosen={{
          id: template.value.id,
          version: template.value.version,
          roles: templateRoles(template.value.document),
          variables: variableUse(template.value.document).asked.map(
            ({ lines: _, written: _written, ...asked }) => asked,
          ),
          conditional: conditionalItems(template.value.document),
          rehearsed:
            rehearsed.ok && rehearsed.value
              ? { at: rehearsed.value.at, items: Object.keys(rehearsed.value.minutes).length }
              : null,
        }}
        people={rosterPeople.map(({ name, email }) => ({ name, email }))}
        you={{ name: person.name, email: person.email }}
      />
    </PageBody>
  );
}
