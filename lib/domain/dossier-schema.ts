import { z } from "zod";
import { provenHeadSchema } from "./checkpoint";
import { envelopeSchema } from "./dsse";
import { signatureProofSchema } from "./signature-proof";
import { publicKeySchema } from "./signing-key";

const hex = z.string().regex(/^([0-9a-f]{2})*$/);

const entrySchema = z.looseObject({
  seq: z.int(),
  at: z.string(),
  body: z.string(),
  hash: hex,
  prevHash: hex,
  salt: hex.nullable(),
  text: z.string().nullable(),
  redactedAt: z.string().nullable(),
});

const signatureSchema = z.looseObject({
  id: z.string(),
  personId: z.string(),
  printedName: z.string(),
  gateKey: z.string(),
  signoffKey: z.string(),
  role: z.string(),
  delegation: z
    .looseObject({ id: z.string(), fromId: z.string(), fromName: z.string(), until: z.string() })
    .nullable()
    .default(null),
  decision: z.string(),
  sha256: z.string(),
  scopeDigest: z.string(),
  statement: z.base64(),
  signedAt: z.string(),
  withdrawnAt: z.string().nullable(),
  method: z.string(),
  proof: signatureProofSchema.nullable(),
  conditions: z.array(
    z.looseObject({ id: z.string(), text: z.string(), dueAt: z.string().nullable(), doneAt: z.string().nullable() }),
  ),
  leaves: z.array(
    z.looseObject({
      key: z.string(),
      revision: z.int(),
      digest: z.string(),
      evidence: z.array(z.string()).optional(),
      waivers: z.array(z.string()).optional(),
      /** Missing in signatures of older releases. */
      terms: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
});

const overrideSchema = z.looseObject({
  id: z.string(),
  gateKey: z.string(),
  reason: z.string(),
  endsAt: z.string(),
  sha256: z.string(),
  statement: z.base64(),
  askedById: z.string(),
  askedByName: z.string(),
  askedAs: z.string(),
  askedMethod: z.string(),
  askedAt: z.string(),
  askedProof: signatureProofSchema.nullable(),
  confirmedById: z.string().nullable(),
  confirmedAs: z.string().nullable(),
  confirmedMethod: z.string().nullable(),
  confirmedAt: z.string().nullable(),
  confirmedProof: signatureProofSchema.nullable(),
  ended: z.string().nullable(),
  endedAt: z.string().nullable(),
  reviewedById: z.string().nullable(),
  reviewedAt: z.string().nullable(),
});

const evidenceSchema = z.looseObject({
  id: z.string(),
  itemKey: z.string(),
  kind: z.string(),
  title: z.string(),
  url: z.string().nullable(),
  text: z.string().nullable(),
  size: z.int().nullable(),
  sha256: z.string(),
  addedById: z.string().nullable(),
  addedAt: z.string(),
  artefact: z.unknown().optional(),
  /** Missing in dossiers of older releases, which have no checks. */
  result: z.string().nullable().default(null),
  expiresAt: z.string().nullable(),
  redactedAt: z.string().nullable(),
});

const waiverSchema = z.looseObject({
  id: z.string(),
  itemKey: z.string(),
  kind: z.string(),
  askedById: z.string(),
  askedAt: z.string(),
  ownerId: z.string(),
  expiresAt: z.string().nullable(),
  grantedFor: z.unknown().optional(),
  grantedById: z.string().nullable(),
  grantedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
});

const itemShape = {
  key: z.string(),
  state: z.string(),
  derived: z.boolean(),
  blocked: z.unknown(),
  changedBy: z.looseObject({ id: z.string() }).nullable(),
};
type ItemShape = { [K in keyof typeof itemShape]: z.infer<(typeof itemShape)[K]> } & { items: ItemShape[] };
const itemSchema: z.ZodType<ItemShape> = z.lazy(() => z.looseObject({ ...itemShape, items: z.array(itemSchema) }));
type SectionShape = { items: ItemShape[]; sections: SectionShape[] };
const sectionSchema: z.ZodType<SectionShape> = z.lazy(() =>
  z.looseObject({ items: z.array(itemSchema), sections: z.array(sectionSchema) }),
);

/** What stands in a database of a run, as well as in its dossier. */
export const recordSchema = z.looseObject({
  format: z.literal("gonogo-dossier/1"),
  run: z.looseObject({
    id: z.string(),
    name: z.string(),
    environment: z.string(),
    targetAt: z.string().nullable(),
    artefact: z.unknown().optional(),
    /** Missing in dossiers of older releases, as are time scale, attempt and variables: their history tells of none. */
    rehearsal: z.boolean().default(false),
    timeScale: z.int().default(1),
    attempt: z.int().default(1),
    lead: z.looseObject({ id: z.string() }),
    roster: z.array(z.looseObject({ role: z.string(), person: z.looseObject({ id: z.string() }) })),
    people: z.array(z.looseObject({ id: z.string(), email: z.string() })),
    variables: z
      .array(z.looseObject({ key: z.string(), value: z.string().nullable(), item: z.string().nullable() }))
      .default([]),
    seq: z.int(),
    closedAt: z.string().nullable(),
    phases: z.array(sectionSchema),
  }),
  template: z.looseObject({ digest: z.string(), document: z.unknown(), source: z.string(), sourceSha256: z.string() }),
  signatures: z.array(signatureSchema),
  gates: z.array(
    z.looseObject({
      key: z.string(),
      status: z.string(),
      decidedById: z.string().nullable(),
      decidedAt: z.string().nullable(),
      frozen: z.looseObject({ verdict: z.string(), score: z.number() }).nullable(),
    }),
  ),
  /** Missing in dossiers of older releases, whose history tells of none. */
  overrides: z.array(overrideSchema).default([]),
  waivers: z.array(waiverSchema),
  /** Missing in dossiers of older releases, as are delegations. */
  confirmations: z
    .array(z.looseObject({ itemKey: z.string(), personId: z.string(), at: z.string(), passedAt: z.string() }))
    .default([]),
  delegations: z
    .array(
      z.looseObject({
        id: z.string(),
        role: z.string(),
        fromId: z.string(),
        toId: z.string(),
        until: z.string(),
        acceptedAt: z.string().nullable(),
        revokedAt: z.string().nullable(),
      }),
    )
    .default([]),
  choices: z.array(z.looseObject({ key: z.string(), option: z.string(), byId: z.string(), at: z.string() })),
  triggers: z.array(
    z.looseObject({
      key: z.string(),
      firedAt: z.string(),
      firedById: z.string().nullable(),
      measured: z.string().nullable(),
      /** Missing in dossiers of older releases. */
      refiredAt: z.string().nullish(),
      clearedAt: z.string().nullable(),
    }),
  ),
  evidence: z.array(evidenceSchema),
  audit: z.looseObject({
    chain: z.string(),
    head: z.looseObject({ seq: z.int(), hash: hex.nullable() }),
    entries: z.array(entrySchema),
  }),
});

/** What the check reads of a dossier; whatever else stands in it is covered by the seal. */
export const dossierSchema = recordSchema.extend({
  checkpoints: z.array(z.looseObject({ envelope: envelopeSchema, head: provenHeadSchema })),
  keys: z.array(publicKeySchema),
  seal: envelopeSchema,
});

export type CheckedRecord = z.infer<typeof recordSchema>;
export type CheckedDossier = z.infer<typeof dossierSchema>;

const bodySchema = z.looseObject({
  actor: z.looseObject({ person: z.string().nullable() }),
  action: z.string(),
  subject: z.looseObject({ kind: z.string(), key: z.string(), item: z.string().optional() }),
  change: z.record(z.string(), z.unknown()).optional(),
  textDigest: z.string().optional(),
});

/** What one entry of the history tells. */
export type Told = z.infer<typeof bodySchema> & { at: string; seq: number };

/** Null when the body isn't one of ours. */
export function readBody(body: string): z.infer<typeof bodySchema> | null {
  try {
    return bodySchema.safeParse(JSON.parse(body)).data ?? null;
  } catch {
    return null;
  }
}

/** What the entries tell, those that can't be read left out. */
export function toldIn(entries: CheckedRecord["audit"]["entries"]): Told[] {
  return entries.flatMap(({ at, seq, body }): Told[] => {
    const read = readBody(body);
    return read ? [{ ...read, at, seq }] : [];
  });
}

/** The part of a dossier that a fault is in, by the name the command line prints. */
export type DossierLink =
  | "seal"
  | "key"
  | "checkpoint"
  | "chain"
  | "words"
  | "run"
  | "template"
  | "item"
  | "signature"
  | "evidence"
  | "waiver"
  | "delegation"
  | "choice"
  | "trigger"
  | "gate"
  | "override";

export type DossierFault = { link: DossierLink; text: string };
