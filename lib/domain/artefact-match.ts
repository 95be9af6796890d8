import type { Reason } from "./assessment";
import type { Artefact } from "./run";
import type { Deployment } from "./signature";

/** What a decision was made for. */
type Bound = object & { artefact?: Artefact | null | undefined; environment?: string | undefined };

const fields = ["version", "commit", "image"] as const;

/** A reason when what the run deploys is not what was asked for, or it or its environment not what GO was recorded for. */
export function deploymentMismatch(
  { artefact: ours, environment }: Deployment,
  asked: Artefact | undefined,
  frozen: Bound | null | undefined,
  decidedFor = "GO was recorded for",
): Reason[] {
  const decided = frozen?.artefact;
  if (asked && !matches(ours, asked)) {
    return [{ code: "artefact_mismatch", text: `The run deploys ${artefactName(ours)}, not ${artefactName(asked)}` }];
  }
  if (decided !== undefined && !isSame(ours, decided)) {
    const text = `${decidedFor} ${artefactName(decided)}, the run now deploys ${artefactName(ours)}`;
    return [{ code: "artefact_mismatch", text }];
  }
  if (frozen?.environment !== undefined && frozen.environment !== environment) {
    const text = `${decidedFor} ${frozen.environment}, the run now deploys to ${environment}`;
    return [{ code: "artefact_mismatch", text }];
  }
  return [];
}

/** Everything the asker names must be what the run names; a commit may be abbreviated to seven digits or more. */
export function matches(ours: Artefact | null, asked: Artefact): boolean {
  return fields.every((field) => {
    const [mine, theirs] = [ours?.[field], asked[field]];
    if (theirs === undefined) return true;
    if (mine === undefined) return false;
    return field === "commit" ? sameCommit(mine, theirs) : mine === theirs;
  });
}

function isSame(a: Artefact | null, b: Artefact | null): boolean {
  return fields.every((field) => a?.[field] === b?.[field]);
}

function sameCommit(a: string, b: string): boolean {
  const [short, long] = [a.toLowerCase(), b.toLowerCase()].sort((x, y) => x.length - y.length);
  return short === long || (short !== undefined && short.length >= 7 && long?.startsWith(short) === true);
}

/** `4.2.0`, else the commit, else the image; `no named artefact` without any. */
export function artefactName(artefact: Artefact | null): string {
  return artefact?.version ?? artefact?.commit?.slice(0, 12) ?? artefact?.image ?? "no named artefact";
}
