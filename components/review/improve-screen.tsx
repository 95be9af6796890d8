"use client";

import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { type ApiRefusal, api } from "@/components/client/api";
import { leaveTo } from "@/components/client/leave";
import { useSubmit } from "@/components/client/use-submit";
import { Breadcrumb } from "@/components/shell/breadcrumb";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { FullTime } from "@/components/ui/time";
import type { TemplateDocument } from "@/lib/domain/template";
import { diffTemplates } from "@/lib/domain/template-diff";
import { improve, type Proposal, partsOf } from "@/lib/domain/template-proposal";
import { DiffView } from "../template/versions/diff-view";
import { ProposalList } from "./proposal-list";
import { isWeakening } from "./proposal-words";

type Improvements = {
  template: { id: string; title: string; version: number };
  draft: { version: number; savedAt: string; savedBy: { name: string } } | null;
  document: TemplateDocument;
  baseVersion: number;
  proposals: Proposal[];
};

/** What a run would change in its template: chosen one by one, read as a difference, kept as a draft. */
export function ImproveScreen({ runId, improvements }: { runId: string; improvements: Improvements }) {
  const { template, draft, document, baseVersion, proposals } = improvements;
  const [taken, setTaken] = useState<ReadonlySet<string>>(
    () => new Set(proposals.filter((each) => !isWeakening(each)).map(({ id }) => id)),
  );
  const [places, setPlaces] = useState<ReadonlyMap<string, string>>(new Map());
  const { busy, refusal, submit } = useSubmit<{ id: string }>();
  const chosen = useMemo(
    () => proposals.filter(({ id }) => taken.has(id)).map((proposal) => ({ proposal, into: places.get(proposal.id) })),
    [proposals, taken, places],
  );
  const diff = useMemo(() => diffTemplates(document, improve(document, chosen)), [document, chosen]);
  const parts = useMemo(() => partsOf(document), [document]);
  const take = (id: string, wanted: boolean) =>
    setTaken((before) => new Set(wanted ? [...before, id] : [...before].filter((each) => each !== id)));
  const save = () =>
    submit(
      () =>
        api("POST", `/runs/${runId}/improvements`, {
          body: {
            take: chosen.map(({ proposal: { id }, into }) => ({ id, ...(into ? { into } : {}) })),
            on: { baseVersion, draftVersion: draft?.version ?? null },
          },
        }),
      () => leaveTo(`/templates/${template.id}/edit`),
    );
  return (
    <div className="mx-auto flex w-full max-w-[96rem] flex-col gap-4 px-3 py-4 sm:px-5">
      <div>
        <Breadcrumb trail={[{ href: `/runs/${runId}/review`, label: "Review" }]} />
        <h2 className="font-heavy text-lg tracking-tight">Improve the template</h2>
        <p className="max-w-[46rem] text-ink-2 text-sm">
          What this run taught, as changes of “{template.title}”, version {template.version}. What you choose becomes a
          draft of its next version; nothing counts for anybody before it is published.
        </p>
      </div>
      {draft ? (
        <Notice tone="accent" title={`There is a draft of ${draft.savedBy.name}’s`}>
          Saved <FullTime at={draft.savedAt} />. What you choose is added to it.
        </Notice>
      ) : null}
      <Refused refusal={refusal} />
      {proposals.length === 0 ? (
        <Card flush>
          <EmptyState title="Nothing to propose">
            Estimates held, nothing was set aside every time, and no action item belongs in the template.
            {draft ? " What was taken already stands in the draft." : ""}
          </EmptyState>
        </Card>
      ) : (
        <div className="grid grid-cols-1 items-start gap-4 min-[68rem]:grid-cols-[27rem_minmax(0,1fr)]">
          <Card flush aria-label="Proposals">
            <CardHeader title="Proposals" meta={`${taken.size} of ${proposals.length} chosen`} />
            <ProposalList
              proposals={proposals}
              parts={parts}
              taken={taken}
              places={places}
              onTake={take}
              onPlace={(id, part) => setPlaces((before) => new Map(before).set(id, part))}
            />
            <div className="border-t p-4">
              <Button variant="primary" busy={busy} disabled={taken.size === 0} onClick={save} className="w-full">
                {draft ? "Add to the draft" : "Save as draft"}
              </Button>
            </div>
          </Card>
          <section aria-label="What would change" className="min-w-0">
            <h3 className="mb-2 font-strong">What would change</h3>
            <DiffView diff={diff} />
          </section>
        </div>
      )}
    </div>
  );
}

/** A template that changed meanwhile is looked at again; everything else says what to do. */
function Refused({ refusal }: { refusal: ApiRefusal | undefined }) {
  const router = useRouter();
  if (!refusal) return null;
  const again = refusal.code === "conflict" ? <Button onClick={() => router.refresh()}>Look again</Button> : undefined;
  return (
    <Notice tone="no" live actions={again}>
      {refusal.message}
    </Notice>
  );
}
