import { indexRoster, signersOf } from "@/lib/domain/roster";
import type { RunSnapshot, WaiverRow } from "@/lib/domain/run";
import { indexDocument } from "@/lib/domain/template-tree";

/** Who signs at a gate that covers the item, less who asked; where that is nobody, an admin decides. The server asks again. */
export function waiverSigners(snapshot: RunSnapshot, waiver: Pick<WaiverRow, "itemKey" | "askedById">): string[] {
  const roster = indexRoster(snapshot.roster);
  const gates = indexDocument(snapshot.document).gates.filter(({ coverage }) =>
    coverage.some(({ key }) => key === waiver.itemKey),
  );
  return gates
    .flatMap(({ gate }) => gate.signoffs.flatMap((signoff) => signersOf(roster, signoff)))
    .filter((id) => id !== waiver.askedById);
}
