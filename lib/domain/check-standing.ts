import type { EvidenceRow } from "./run";

/** Came with a pipeline's token. What a person sends as a report is that person's word, whoever made the file. */
export function isOfPipeline({ addedById }: Pick<EvidenceRow, "addedById">): boolean {
  return addedById === null;
}

const badness = { pass: 0, warn: 1, skip: 2, fail: 3 } as const;

/**
 * What each check amounts to now: what a pipeline last found, or what a person reported since if that is worse. Else a
 * contributor's made-up pass would hide the failure that a pipeline reported.
 */
export function standingChecks(rows: readonly EvidenceRow[]): EvidenceRow[] {
  const byName = Map.groupBy(
    rows.filter(({ kind }) => kind === "check"),
    ({ title }) => title,
  );
  return [...byName.values()].flatMap((results) => {
    const found = latest(results.filter(isOfPipeline));
    const said = latest(results.filter((row) => !isOfPipeline(row)));
    if (!found || !said) return found ?? said ?? [];
    return said.addedAt >= found.addedAt && badOf(said) > badOf(found) ? said : found;
  });
}

function latest(rows: readonly EvidenceRow[]): EvidenceRow | null {
  return rows.reduce<EvidenceRow | null>((last, row) => (!last || row.addedAt >= last.addedAt ? row : last), null);
}

function badOf({ result }: EvidenceRow): number {
  return badness[result ?? "skip"];
}
