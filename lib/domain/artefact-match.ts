import { type ArtefactPart, artefactParts } from "./artefact";
import type { Reason } from "./assessment";
import type { Artefact } from "./run";
import type { Deployment } from "./signature";

/** What a decision was made for. */
type Bound = object & { artefact?: Artefact | null | undefined; environment?: string | undefined };

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
    const [then, now] = apart(decided, ours);
    const text = `${decidedFor} ${then}, the run now deploys ${now}`;
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
  return artefactParts.every((field) => {
    const [mine, theirs] = [ours?.[field], asked[field]];
    if (theirs === undefined) return true;
    if (mine === undefined) return false;
    return field === "commit" ? sameCommit(mine, theirs) : mine === theirs;
  });
}

function isSame(a: Artefact | null, b: Artefact | null): boolean {
  return differing(a, b).length === 0;
}

/** The parts that two artefacts don't name alike, as they are written. */
export function differing(
  a: Artefact | null,
  b: Artefact | null,
  parts: readonly ArtefactPart[] = artefactParts,
): ArtefactPart[] {
  return parts.filter((part) => a?.[part] !== b?.[part]);
}

/** Both by their names; by the first part in which they differ where the names are the same. */
function apart(a: Artefact | null, b: Artefact | null): [string, string] {
  const names: [string, string] = [artefactName(a), artefactName(b)];
  const [part] = differing(a, b);
  return part === undefined || names[0] !== names[1] ? names : [partName(a, part), partName(b, part)];
}

/** `build 4711`, or `no named build`. */
export function partName(artefact: Artefact | null, part: ArtefactPart): string {
  const value = artefact?.[part];
  return value === undefined ? `no named ${part}` : `${part} ${value}`;
}

const commitHash = /^[0-9a-f]{7,64}$/;

/** Only a hash can be abbreviated: of any other name, a longer one is another commit. */
function sameCommit(a: string, b: string): boolean {
  const [one, other] = [a.toLowerCase(), b.toLowerCase()];
  if (!commitHash.test(one) || !commitHash.test(other)) return a === b;
  return one.startsWith(other) || other.startsWith(one);
}

/** `4.2.0`, else the commit, else the image, else `build 4711`; `no named artefact` without any. */
export function artefactName(artefact: Artefact | null): string {
  return (
    artefact?.version ??
    artefact?.commit?.slice(0, 12) ??
    artefact?.image ??
    (artefact?.build ? partName(artefact, "build") : "no named artefact")
  );
}
