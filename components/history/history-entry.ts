/** One audit entry as the history shows it; a view of `GET /runs/:id/audit`. */
export type HistoryEntry = {
  seq: number;
  at: string;
  actor: { id: string; name: string } | null;
  via: string;
  action: string;
  subject: { kind: string; key: string; item?: string | undefined };
  change: Record<string, unknown> | null;
  text: string | null;
  redactedAt: string | null;
  hash: string;
};

/** Entries read at once: the most the API gives. */
export const historyPageSize = 200;

export type HistoryPage = { items: readonly HistoryEntry[]; nextCursor: string | null };

/** Kinds people filter by, in the order of the menu; the subject kinds of the audit log. */
export const historyKinds = [
  { value: "item", label: "Items" },
  { value: "evidence", label: "Evidence" },
  { value: "comment", label: "Comments" },
  { value: "waiver", label: "Waivers" },
  { value: "signature", label: "Signatures" },
  { value: "delegation", label: "Delegations" },
  { value: "condition", label: "Conditions" },
  { value: "gate", label: "Gates" },
  { value: "choice", label: "Choices" },
  { value: "need", label: "Dependencies" },
  { value: "trigger", label: "Triggers" },
  { value: "occurrence", label: "Recurring checks" },
  { value: "rota", label: "Rota" },
  { value: "handover", label: "Shift hand-overs" },
  { value: "follow_up", label: "Follow-ups" },
  { value: "roster", label: "Roster" },
  { value: "run", label: "Run" },
] as const;

/** The same for the workspace, whose own history tells of more. */
export const workspaceKinds = [
  ...historyKinds,
  { value: "template", label: "Templates" },
  { value: "person", label: "People" },
  { value: "invitation", label: "Invitations" },
  { value: "token", label: "Tokens" },
  { value: "session", label: "Sessions" },
  { value: "feed", label: "Calendars" },
  { value: "freeze", label: "Freezes" },
  { value: "view", label: "Views" },
  { value: "workspace", label: "Workspace" },
] as const;

/** Key of the item an entry is about, if it is about one. */
export function itemOf({ subject }: Pick<HistoryEntry, "subject">): string | null {
  return subject.item ?? (subject.kind === "item" ? subject.key : null);
}

/** What a screen shows of an entry: the bytes that were hashed stay with the API. */
export function toShownEntry<T extends HistoryEntry & { body: string; salt: string | null; prevHash: string }>(
  entry: T,
): Omit<T, "body" | "salt" | "prevHash"> {
  const { body: _body, salt: _salt, prevHash: _prevHash, ...shown } = entry;
  return shown;
}
