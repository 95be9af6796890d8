import { readFileSync } from "node:fs";
import path from "node:path";
import type { Transaction } from "@/lib/data/database";

export type Column = { field: string; name: string; type: string; nullable: boolean };

/** The table of each model of the schema, and the column of each of its fields. */
export function tablesOf(models: readonly string[]): Record<string, { table: string; columns: Map<string, string> }> {
  const schema = readFileSync(path.resolve(import.meta.dirname, "../schema.prisma"), "utf8");
  const found = [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].flatMap(([, model = "", body = ""]) => {
    if (!models.includes(model)) return [];
    const lines = [...body.matchAll(/^ {2}(\w+)[^\n]*/gm)];
    const columns = lines.map(([line, field = ""]) => [field, /[^@]@map\("(\w+)"\)/.exec(line)?.[1] ?? field] as const);
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? model;
    return [[model, { table, columns: new Map(columns) }] as const];
  });
  return Object.fromEntries(found);
}

/** What a table has, as the database says. */
export async function columnsOf(
  tx: Pick<Transaction, "$queryRawUnsafe">,
  { table, columns }: { table: string; columns: ReadonlyMap<string, string> },
): Promise<Column[]> {
  const rows = await tx.$queryRawUnsafe<{ name: string; type: string; nullable: boolean }[]>(
    `select column_name as name, case data_type when 'ARRAY' then 'array' else udt_name end as type,
       is_nullable = 'YES' as nullable
     from information_schema.columns where table_schema = 'public' and table_name = $1 order by ordinal_position`,
    table,
  );
  const fields = new Map([...columns].map(([field, name]) => [name, field]));
  return rows.map((row) => ({ ...row, field: fields.get(row.name) ?? row.name }));
}

/** SQL of a value that a column of this type takes, where nothing in particular is meant. */
export function anyValue({ name, type }: Column, runId: string, personId: string): string {
  if (name === "run_id") return `'${runId}'`;
  if (/(^|_)(by|person|author|owner|from|to|lead)_id$/.test(name)) return `'${personId}'`;
  if (type === "timestamptz") return "'2026-11-20T11:00:00Z'";
  if (/^(int|float|numeric)/.test(type)) return "1";
  if (type === "bool") return "false";
  if (type === "jsonb" || type === "json") return "'[]'";
  if (type === "array") return "'{}'";
  if (type === "bytea") return "'\\x7b7d'";
  return type === "date" ? "'2026-11-20'" : "'some'";
}

/** SQL of a value that isn't the one there. */
export function otherValue({ name, type }: Column, personId: string): string {
  const column = `"${name}"`;
  if (/(^|_)(by|person|author|owner|from|to|lead)_id$/.test(name)) return `'${personId}'`;
  if (type === "timestamptz") return `coalesce(${column}, '2026-11-20T11:00:00Z') + interval '1 hour'`;
  if (/^(int|float|numeric)/.test(type)) return `coalesce(${column}, 0) + 1`;
  if (type === "bool") return `not coalesce(${column}, false)`;
  if (type === "jsonb" || type === "json") return "'[{}]'";
  if (type === "array") return "array['other']";
  if (type === "bytea") return "'\\x7b207d'";
  return type === "date" ? `${column} + 1` : `coalesce(${column}, '') || 'other'`;
}
