import type { CheckDone, CheckReport } from "@/lib/domain/check-report";
import type { Transaction } from "./database";

/** What replaces the words of an item's state: a state that needs a reason keeps one. */
export const redactedWords = "Redacted";

/**
 * Takes what a check said about an item away wherever it was carried on to: the reports that name it, the reason of the
 * item, the words of the history and answers kept for a client that asks again. `text` is the evidence's.
 * Answers the numbers of the entries whose words it took.
 */
export async function redactCheckWords(
  tx: Transaction,
  runId: string,
  { itemKey, title, text }: { itemKey: string; title: string; text: string | null },
  now: Date,
): Promise<number[]> {
  const at = text?.indexOf("\n") ?? -1;
  const detail = text === null || at < 0 ? "" : text.slice(at + 1);
  if (detail === "") return [];
  const said = (check: { name: string; detail?: string | null | undefined }) =>
    check.name === title && check.detail === detail;
  for (const row of await tx.checkReport.findMany({ where: { runId } })) {
    const report = row.report as unknown as CheckReport;
    const done = row.done as unknown as CheckDone[];
    if (!report.checks.some(said) && !done.some(said)) continue;
    const checks = report.checks.map((check) => (said(check) ? { ...check, detail: redactedWords } : check));
    await tx.checkReport.update({
      where: { id: row.id },
      data: {
        report: { ...report, checks },
        done: done.map((check) => (said(check) ? { ...check, detail: redactedWords } : check)),
      },
    });
  }
  await tx.runItem.updateMany({
    where: { runId, key: itemKey, reason: detail },
    data: { reason: redactedWords, version: { increment: 1 } },
  });
  const taken = await tx.$queryRaw<{ seq: bigint }[]>`
    update audit_text t set text = null, redacted_at = ${now} from audit_entry e
    where e.chain_id = ${runId} and t.chain_id = e.chain_id and t.seq = e.seq and t.text = ${detail}
      and e.body::jsonb -> 'subject' ->> 'key' = ${itemKey}
    returning t.seq`;
  const kept = JSON.stringify(detail).slice(1, -1);
  await tx.$executeRaw`update idempotency_record set response = null where position(${kept} in response) > 0`;
  return taken.map(({ seq }) => Number(seq));
}
