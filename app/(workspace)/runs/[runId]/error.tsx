"use client";

import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** Nothing that was saved is lost: the page alone failed. */
export default function RunError({ reset }: { error: Error; reset: () => void }) {
  return (
    <EmptyState
      title="This screen broke"
      actions={
        <>
          <Button variant="primary" onClick={reset}>
            Try again
          </Button>
          <ButtonLink href="/runs">See all runs</ButtonLink>
        </>
      }
    >
      Everything that was saved is safe. If it happens again, tell whoever runs this server what you did last.
    </EmptyState>
  );
}
