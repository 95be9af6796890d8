import { SeverityBadge } from "@/components/run/severity-badge";
import { DataTable } from "@/components/ui/data-table";
import { Progress } from "@/components/ui/progress";
import type { SlippingItem } from "@/lib/domain/past-runs";

/** Items with how often they failed, came late or were waived. */
export function SlipList({ slips }: { slips: readonly SlippingItem[] }) {
  if (slips.length === 0)
    return <p className="py-2 text-ink-2 text-sm">None. Nothing failed, came late or was waived.</p>;
  return (
    <DataTable
      caption="Items that slip"
      rows={slips}
      rowKey={({ key }) => key}
      className="[&_td:first-child]:pl-0 [&_th:first-child]:pl-0"
      columns={[
        {
          key: "item",
          heading: "Item",
          rowHeader: true,
          cell: ({ title, severity }) => (
            <>
              {title} <SeverityBadge severity={severity} />
            </>
          ),
        },
        {
          key: "share",
          heading: "Runs it slipped in",
          className: "sm:w-[38%]",
          cell: ({ failed, late, waived, runs }) => (
            <>
              <Progress
                total={runs}
                label={`failed in ${failed}, late in ${late}, waived in ${waived} of ${runs} runs`}
                segments={[
                  { tone: "no", share: Math.min(failed, runs) },
                  { tone: "hold", share: Math.min(late, runs - Math.min(failed, runs)) },
                ]}
              />
              <span className="text-ink-2 text-xs tabular-nums">
                {slipWords({ failed, late, waived })} of {runs}
              </span>
            </>
          ),
        },
      ]}
    />
  );
}

function slipWords({ failed, late, waived }: Pick<SlippingItem, "failed" | "late" | "waived">): string {
  const parts = [
    ...(failed > 0 ? [`failed ${failed}`] : []),
    ...(late > 0 ? [`late ${late}`] : []),
    ...(waived > 0 ? [`waived ${waived}`] : []),
  ];
  return parts.join(", ");
}
