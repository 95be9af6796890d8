/** First characters a spreadsheet takes for the beginning of a formula. */
const formula = /^[=+\-@\t\r]/;

/** One line of RFC 4180, ended by CR LF; a cell that a spreadsheet would run as a formula starts with an apostrophe. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cell).join(",")}\r\n`;
}

function cell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = formula.test(value) ? `'${value}` : value;
  return safe !== value || /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
