/** What an entry can be about. */
export const subjectKinds = [
  "item",
  "evidence",
  "comment",
  "waiver",
  "choice",
  "occurrence",
  "rota",
  "handover",
  "follow_up",
  "feed",
  "trigger",
  "gate",
  "override",
  "roll_call",
  "signoff",
  "signature",
  "delegation",
  "condition",
  "run",
  "roster",
  "template",
  "person",
  "invitation",
  "need",
  "token",
  "session",
  "workspace",
  "freeze",
  "message",
  "announcement",
  "on_call",
  "escalation",
  "view",
  "review_note",
] as const;

export type AuditSubject = {
  kind: (typeof subjectKinds)[number];
  key: string;
  /** The item an evidence, comment or waiver belongs to. */
  item?: string;
};

/** The JSON of one entry, hashed as the exact text that was stored. */
export type AuditBody = {
  actor: { person: string | null; name: string | null; via: string };
  action: string;
  subject: AuditSubject;
  change?: Record<string, unknown>;
  /** SHA-256(salt || text), hex; the text stands in a row that can be redacted. */
  textDigest?: string;
};
