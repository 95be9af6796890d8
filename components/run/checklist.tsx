"use client";

import { memo } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { defaultSeverity } from "@/lib/domain/severity";
import type { Gate } from "@/lib/domain/template-gate";
import { type DocumentIndex, indexDocument } from "@/lib/domain/template-tree";
import { NodeBody } from "./node-body";
import { GatePart } from "./part-gate";
import { PhaseBlock } from "./phase-block";
import { useRun } from "./run-provider";
import { UnmetLine } from "./unmet-line";
import { useHits, useViewStore } from "./view-provider";

/** The document from top to bottom, with its state. */
export const Checklist = memo(function Checklist() {
  const document = useRun((state) => state.snapshot.document);
  const hits = useHits();
  const view = useViewStore();
  const index = indexDocument(document);
  if (hits === 0)
    return (
      <EmptyState title="No item matches" actions={<Button onClick={() => view.clearFilter()}>Show everything</Button>}>
        Try fewer words, or fewer filters at once.
      </EmptyState>
    );
  return (
    <>
      {document.intro.length > 0 && hits === null ? (
        <div className="mb-5 px-1">
          <NodeBody content={document.intro} index={index} depth={0} severity={defaultSeverity} />
        </div>
      ) : null}
      {document.phases.map((node) =>
        node.kind === "gate" ? (
          hits === null ? (
            <TopGate key={node.key} gate={node} index={index} />
          ) : null
        ) : (
          <PhaseBlock key={node.key} phase={node} index={index} />
        ),
      )}
    </>
  );
});

function TopGate({ gate, index }: { gate: Gate; index: DocumentIndex }) {
  return gate.unmet === undefined ? <GatePart gate={gate} /> : <UnmetLine parts={[gate]} index={index} />;
}
