import { PageBody } from "@/components/shell/page-body";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";

export default function RunNotFound() {
  return (
    <PageBody width="narrow">
      <PageHeader
        title="There is no such run here"
        lead="It may belong to another workspace, or the address was cut short. Ask whoever sent it to you for the workspace."
      />
      <ButtonLink href="/runs">See all runs</ButtonLink>
    </PageBody>
  );
}
