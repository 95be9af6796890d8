import type { ReactNode } from "react";
import { cn } from "./class-name";

export type Column<Row> = {
  key: string;
  heading: string;
  /** Leaves the heading to screen readers (a column of buttons). */
  hideHeading?: boolean;
  align?: "left" | "right";
  /** Names the row; one column has it. */
  rowHeader?: boolean;
  className?: string;
  cell: (row: Row) => ReactNode;
};

type Props<Row> = {
  /** Says what the table lists; read by screen readers. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  className?: string;
};

/** Rows and columns; below 640 px each row becomes a block with its headings beside the values. */
export function DataTable<Row>({ caption, columns, rows, rowKey, className }: Props<Row>) {
  return (
    <table className={cn("w-full border-collapse text-left text-sm max-sm:block", className)}>
      <caption className="sr-only">{caption}</caption>
      <thead className="max-sm:sr-only">
        <tr>
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              className={cn("eyebrow px-3 py-2.5 first:pl-4 last:pr-4", column.align === "right" && "text-right")}
            >
              {column.hideHeading ? <span className="sr-only">{column.heading}</span> : column.heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {rows.map((row) => (
          <tr
            key={rowKey(row)}
            className="relative border-t transition-colors hover:bg-hover max-sm:block max-sm:px-4 max-sm:py-3 max-sm:first:border-t-0"
          >
            {columns.map((column) => {
              const Cell = column.rowHeader ? "th" : "td";
              return (
                <Cell
                  key={column.key}
                  scope={column.rowHeader ? "row" : undefined}
                  className={cn(
                    "px-3 py-2.5 align-middle font-normal first:pl-4 last:pr-4 max-sm:flex max-sm:items-baseline max-sm:gap-3 max-sm:px-0 max-sm:py-1 max-sm:first:pl-0",
                    column.align === "right" && "sm:text-right",
                    column.className,
                  )}
                >
                  {column.rowHeader || column.hideHeading ? null : (
                    <span aria-hidden className="w-28 shrink-0 text-ink-3 text-xs sm:hidden">
                      {column.heading}
                    </span>
                  )}
                  <div className="min-w-0 max-sm:flex-1">{column.cell(row)}</div>
                </Cell>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
