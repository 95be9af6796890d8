"use client";

import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useMayStill, useRun } from "../run/run-provider";

/** Once the run is over: the way to what it would change in its template. */
export function ImproveCard() {
  const may = useMayStill("template.write");
  const run = useRun(({ snapshot }) => snapshot.run);
  if (!may || (run.closedAt === null && run.outcome === null)) return null;
  return (
    <Card aria-labelledby="improve" className="flex flex-wrap items-center gap-x-4 gap-y-2 print:hidden">
      <div className="min-w-0 flex-1 basis-56">
        <h2 id="improve" className="font-strong">
          Improve the template
        </h2>
        <p className="text-ink-2 text-sm">
          What this run taught, as changes of “{run.templateTitle}”: you choose which go into its next version.
        </p>
      </div>
      <ButtonLink href={`/runs/${run.id}/review/improve`} prefetch={false}>
        Look at the proposals
      </ButtonLink>
    </Card>
  );
}
