import type { Readiness } from "@/lib/domain/assessment";
import { severities } from "@/lib/domain/severity";
import { severityWords } from "./run-words";

/** The sums behind the score, by severity. */
export function FormulaPanel({ readiness }: { readiness: Readiness }) {
  const { formula, score, required } = readiness;
  const rows = severities.filter((severity) => formula.bySeverity[severity].total > 0);
  return (
    <div className="text-sm">
      <p>
        <b className="font-strong">{score} of 100</b>, {required} required.
      </p>
      <table className="mt-3 w-full border-collapse text-right">
        <thead>
          <tr className="text-ink-3 text-xs">
            <th scope="col" className="py-1 text-left font-normal">
              Severity
            </th>
            <th scope="col" className="py-1 font-normal">
              Done
            </th>
            <th scope="col" className="py-1 font-normal">
              Weight
            </th>
            <th scope="col" className="py-1 font-normal">
              Points
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((severity) => {
            const sums = formula.bySeverity[severity];
            return (
              <tr key={severity} className="border-t">
                <th scope="row" className="py-1.5 text-left font-medium">
                  {severityWords[severity]}
                </th>
                <td>
                  {sums.total - sums.open} of {sums.total}
                </td>
                <td>× {sums.weight}</td>
                <td>
                  {sums.satisfied} of {sums.applicable}
                </td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr className="border-line-strong border-t font-strong">
            <th scope="row" className="py-1.5 text-left font-strong">
              Sum
            </th>
            <td colSpan={3}>
              {formula.satisfied} of {formula.applicable}
            </td>
          </tr>
        </tfoot>
      </table>
      <p className="mt-3">
        <b className="font-strong">
          {formula.verified} of {formula.satisfied} points verified
        </b>{" "}
        by a command’s output or a check; the rest is asserted.
      </p>
      <p className="mt-3 text-ink-2 text-xs">
        Optional items, items set aside as not applicable and items of options not taken are in neither sum. The display
        is rounded down.
      </p>
      {readiness.conditions.length > 0 ? (
        <>
          <h3 className="mt-4 font-strong">In force, with conditions</h3>
          <ul className="mt-1 list-disc pl-5 text-ink-2">
            {readiness.conditions.map(({ text, item, signature }) => (
              <li key={`${item ?? signature ?? ""}${text}`}>{text}</li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}
