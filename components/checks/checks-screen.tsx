"use client";

import { useEffect, useState } from "react";
import { api } from "@/components/client/api";
import { useTryAgain } from "@/components/client/try-again";
import { CodeBlock } from "@/components/ui/code-block";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import type { ReportRow } from "@/lib/domain/check-report";
import { useRun } from "../run/run-provider";
import { ReportCard } from "./report-card";

/** The reports of validation scripts, newest first, with what each of their checks did. */
export function ChecksScreen({ first }: { first: readonly ReportRow[] }) {
  const runId = useRun((state) => state.snapshot.run.id);
  const seq = useRun((state) => state.snapshot.run.seq);
  const [reports, setReports] = useState(first);
  const [failed, setFailed] = useState<string | null>(null);
  const { turn, settle } = useTryAgain();
  // Every entry of the history may be a report or a mapping: the list is read again behind it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` says when to try again.
  useEffect(() => {
    if (seq === 0) return;
    const gone = new AbortController();
    void api<{ items: ReportRow[] }>("GET", `/runs/${runId}/checks`, { signal: gone.signal }).then((answer) => {
      if (gone.signal.aborted) return;
      settle(answer);
      if (answer.ok) setReports(answer.value.items);
      setFailed(answer.ok ? null : answer.message);
    });
    return () => gone.abort();
  }, [runId, seq, turn, settle]);
  if (reports.length === 0)
    return (
      <EmptyState title="No report yet">
        <p>
          A validation script sends what it found, and each check sets its item: passed with proof, or failed with the
          reason. What gets worse later reopens it.
        </p>
        <CodeBlock
          className="mt-3"
          label="Send one"
          text={`./validate.sh | npm run -s gonogo -- checks - --run ${runId}`}
        />
      </EmptyState>
    );
  return (
    <div className="mx-auto flex w-full max-w-[72rem] flex-col gap-5 px-4 py-6 sm:px-5">
      {failed ? <Notice tone="hold">The newest reports could not be read: {failed}</Notice> : null}
      {reports.map((report, n) => (
        <ReportCard key={report.id} report={report} open={n === 0} />
      ))}
    </div>
  );
}
