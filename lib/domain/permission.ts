import type { Actor, TokenScope } from "./actor";

/** What may stand in a cell of the table: a workspace role, a role in the run, or a kind of credential. */
export type Principal =
  | "owner"
  | "admin"
  | "template_editor"
  | "member"
  | "auditor"
  | "lead"
  | "contributor"
  | "signer"
  | `scope:${TokenScope}`
  | "system";

/** Facts about the actor in one run, read in the same transaction as the effect. */
export type RunFacts = { lead: boolean; contributor: boolean; signer: boolean };

type Rule = {
  who: readonly Principal[];
  /** Personal tokens never reach these: signing, waivers, roles, tokens. */
  sessionOnly?: true;
};

const workspaceReaders = ["owner", "admin", "template_editor", "member", "auditor"] as const;

/** The one table. Deny by default: an action that isn't here can't be asked for, a principal that isn't listed may not. */
export const permissions = {
  "run.read": { who: [...workspaceReaders, "scope:read"] },
  "gate.read": { who: [...workspaceReaders, "scope:read", "scope:gate"] },
  "template.read": { who: [...workspaceReaders, "scope:read"] },
  "template.write": { who: ["owner", "admin", "template_editor"] },
  "run.start": { who: ["owner", "admin", "member"] },
  "run.edit": { who: ["owner", "admin", "lead"] },
  // What is deployed where, and the answers that decide which items there are.
  "run.define": { who: ["lead"] },
  "item.tick": { who: ["lead", "contributor"] },
  "item.override": { who: ["lead"] },
  "item.assign_self": { who: ["lead", "contributor"] },
  "item.assign_others": { who: ["lead"] },
  "item.comment": { who: ["lead", "contributor"] },
  "item.attach": { who: ["lead", "contributor"] },
  "checks.report": { who: ["lead", "contributor", "scope:checks"] },
  "choice.record": { who: ["lead"] },
  "needs.edit": { who: ["lead"] },
  "rota.edit": { who: ["lead"] },
  // Who takes a shift or a follow-up over, lib/data asks.
  "handover.answer": { who: ["owner", "admin", "template_editor", "member"] },
  "waiver.ask": { who: ["lead", "contributor"] },
  "waiver.grant": { who: ["signer"], sessionOnly: true },
  "waiver.grant_as_admin": { who: ["owner", "admin"], sessionOnly: true },
  "signoff.sign": { who: ["signer"], sessionOnly: true },
  // Whoever signed keeps this after leaving the roster; lib/data asks whose signature it is.
  "signature.withdraw": { who: ["owner", "admin", "template_editor", "member"], sessionOnly: true },
  "delegation.give": { who: ["signer"], sessionOnly: true },
  // Whose delegation it is, lib/data asks: the delegate accepts; giver, delegate and lead end it.
  "delegation.answer": { who: ["owner", "admin", "template_editor", "member"], sessionOnly: true },
  "condition.done": { who: ["owner", "admin", "template_editor", "member"] },
  // Looking back; who says that an action item is done, lib/data asks: its owner or the lead.
  "review.note": { who: ["lead", "contributor"] },
  // Whose note it is, lib/data asks: its author's or the lead's.
  "review.change": { who: ["owner", "admin", "template_editor", "member"] },
  "review.finish": { who: ["owner", "admin", "template_editor", "member"] },
  "gate.declare": { who: ["lead"] },
  // Two people: lib/data asks that one is the lead and the other an admin.
  "gate.override": { who: ["owner", "admin", "lead"], sessionOnly: true },
  "trigger.fire": { who: ["lead", "contributor", "signer", "scope:triggers"] },
  "trigger.clear": { who: ["lead"] },
  "run.move": { who: ["lead"] },
  "run.close": { who: ["lead"] },
  // Rolled back, begun again, given up.
  "run.steer": { who: ["lead"] },
  "history.read": { who: [...workspaceReaders, "scope:read"] },
  "history.export": { who: ["owner", "admin", "auditor", "lead", "signer"] },
  "workspace.audit": { who: ["owner", "admin", "auditor"] },
  "evidence.redact": { who: ["owner", "admin"] },
  "workspace.read": { who: [...workspaceReaders] },
  "workspace.edit": { who: ["owner", "admin"], sessionOnly: true },
  // Freeze windows: they stand against every run of their environments.
  "freeze.edit": { who: ["owner", "admin"], sessionOnly: true },
  // How one looks at the dashboard; taking away what somebody shared is an admin's.
  "view.own": { who: [...workspaceReaders], sessionOnly: true },
  // Where chat and webhooks go, and what left.
  "messaging.edit": { who: ["owner", "admin"], sessionOnly: true },
  "message.read": { who: ["owner", "admin", "auditor"] },
  "message.retry": { who: ["owner", "admin", "lead"] },
  "announcement.send": { who: ["lead"] },
  "on_call.set": { who: ["lead"] },
  "escalation.start": { who: ["lead", "contributor"] },
  "escalation.acknowledge": { who: ["owner", "admin", "template_editor", "member"] },
  // An address that reads without signing in; what it shows is judged by its maker's roles at every reading.
  "feed.own": { who: [...workspaceReaders], sessionOnly: true },
  "notice.read": { who: ["owner", "admin"] },
  "notice.see": { who: ["owner", "admin"], sessionOnly: true },
  "people.invite": { who: ["owner", "admin"], sessionOnly: true },
  "people.change_roles": { who: ["owner", "admin"], sessionOnly: true },
  // Takes a proof away, never gives one: whoever resets still lacks the person's password.
  "people.reset_factors": { who: ["owner", "admin"], sessionOnly: true },
  "people.disable": { who: ["owner", "admin"], sessionOnly: true },
  "token.own": { who: ["owner", "admin", "template_editor", "member", "auditor"], sessionOnly: true },
  "token.machine": { who: ["owner", "admin"], sessionOnly: true },
} as const satisfies Record<string, Rule>;

export type Action = keyof typeof permissions;

/** True when the table lists one of the actor's principals for this action. An auditor holds no other role, whatever is stored. */
export function may(actor: Actor, action: Action, facts?: RunFacts): boolean {
  const rule: Rule = permissions[action];
  if (rule.sessionOnly && actor.credential.kind !== "session") return false;
  return principalsOf(actor, facts).some((principal) => rule.who.includes(principal));
}

/** Every principal the actor is, for this request and this run. */
export function principalsOf(actor: Actor, facts?: RunFacts): Principal[] {
  if (actor.credential.kind === "system") return ["system"];
  if (actor.credential.kind === "machine_token")
    return actor.credential.scopes.map((scope): Principal => `scope:${scope}`);
  if (actor.roles.includes("auditor")) return ["auditor"];
  const principals: Principal[] = [...actor.roles];
  if (actor.roles.length === 0 || !facts) return principals;
  if (facts.lead) principals.push("lead");
  if (facts.contributor) principals.push("contributor");
  if (facts.signer) principals.push("signer");
  return principals;
}
