import type { Metadata } from "next";
import { PageBody } from "@/components/shell/page-body";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";

export const metadata: Metadata = { title: "Not found" };

/** Keeps the frame around it, unlike the one for addresses that lead nowhere. */
export default function WorkspaceNotFound() {
  return (
    <PageBody width="narrow">
      <h1 className="sr-only">Not found</h1>
      <Card flush>
        <EmptyState
          title="There is nothing here"
          actions={
            <ButtonLink href="/" variant="primary">
              Go to Readiness
            </ButtonLink>
          }
        >
          It doesn’t exist, or it belongs to a workspace you are not in.
        </EmptyState>
      </Card>
    </PageBody>
  );
}
