import { canonicalJson } from "./canonical-json";
import type { Artefact } from "./run";
import type { RunView } from "./run-view-schema";

/** Payload type of an in-toto statement in a DSSE envelope. */
export const attestationType = "application/vnd.in-toto+json";
export const readinessPredicate = "urn:gonogo:readiness:v1";

type Digest = Record<string, string>;
type Subject = { name: string; digest: Digest };

/** What the statement says besides the run itself; digests are hex. */
export type AttestedState = {
  /** ISO. */
  at: string;
  head: { seq: number; hash: string | null };
  templateDigest: string;
  /** Of the dossier the statement seals. */
  dossierSha256: string;
};

/**
 * The in-toto statement (v1) of a run: what is deployed, what was decided about it, and the dossier that shows why.
 * Canonical JSON, to be signed as it is.
 */
export function attest(run: RunView, { at, head, templateDigest, dossierSha256 }: AttestedState): string {
  const dossier: Subject = { name: `dossier-${run.id}.json`, digest: { sha256: dossierSha256 } };
  return canonicalJson({
    _type: "https://in-toto.io/Statement/v1",
    subject: [...subjectsOf(run.name, run.artefact), dossier],
    predicateType: readinessPredicate,
    predicate: {
      at,
      run: {
        id: run.id,
        name: run.name,
        environment: run.environment,
        closedAt: run.closedAt,
        ...(run.rehearsal ? { rehearsal: true } : {}),
      },
      artefact: run.artefact,
      verdict: run.verdict,
      score: run.score,
      gates: run.gates.map(({ key, title, status, verdict, score, required }) => {
        return { key, title, status, verdict, score, required };
      }),
      template: { title: run.template.title, version: run.template.version, sha256: templateDigest },
      history: head,
      dossier: { sha256: dossierSha256 },
    },
  });
}

/** By image digest and commit; a version alone has no digest, so that it stands in the predicate only. */
function subjectsOf(name: string, artefact: Artefact | null): Subject[] {
  const image = /^(?:(.+)@)?sha256:([0-9a-f]{64})$/i.exec(artefact?.image ?? "");
  const commit = artefact?.commit ?? "";
  return [
    ...(image ? [{ name: image[1] ?? name, digest: { sha256: (image[2] ?? "").toLowerCase() } }] : []),
    ...(/^[0-9a-f]{40}([0-9a-f]{24})?$/i.test(commit) ? [{ name, digest: { gitCommit: commit.toLowerCase() } }] : []),
  ];
}
