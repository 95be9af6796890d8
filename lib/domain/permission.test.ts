import { describe, expect, it } from "vitest";
import type { Actor, Credential, TokenScope, WorkspaceRole } from "./actor";
import { type Action, may, permissions, type RunFacts } from "./permission";

type Who = WorkspaceRole | "lead" | "contributor" | "signer" | TokenScope | "system" | "stranger";
const anyReader: Who[] = ["owner", "admin", "template_editor", "member", "auditor"];
const admins: Who[] = ["owner", "admin"];

/** The promises of the project, told again: who may, and whether a personal token may in their place. */
const table: Record<Action, { who: Who[]; token: boolean }> = {
  "run.read": { who: [...anyReader, "read"], token: true },
  "gate.read": { who: [...anyReader, "read", "gate"], token: true },
  "template.read": { who: [...anyReader, "read"], token: true },
  "template.write": { who: [...admins, "template_editor"], token: true },
  "run.start": { who: [...admins, "member"], token: true },
  "run.edit": { who: [...admins, "lead"], token: true },
  "run.define": { who: ["lead"], token: true },
  "item.tick": { who: ["lead", "contributor"], token: true },
  "item.override": { who: ["lead"], token: true },
  "item.assign_self": { who: ["lead", "contributor"], token: true },
  "item.assign_others": { who: ["lead"], token: true },
  "item.comment": { who: ["lead", "contributor"], token: true },
  "item.attach": { who: ["lead", "contributor"], token: true },
  "checks.report": { who: ["lead", "contributor", "checks"], token: true },
  "choice.record": { who: ["lead"], token: true },
  "needs.edit": { who: ["lead"], token: true },
  "rota.edit": { who: ["lead"], token: true },
  "handover.answer": { who: [...admins, "template_editor", "member"], token: true },
  "waiver.ask": { who: ["lead", "contributor"], token: true },
  "waiver.grant": { who: ["signer"], token: false },
  "waiver.grant_as_admin": { who: admins, token: false },
  "signoff.sign": { who: ["signer"], token: false },
  "signature.withdraw": { who: [...admins, "template_editor", "member"], token: false },
  "delegation.give": { who: ["signer"], token: false },
  "delegation.answer": { who: [...admins, "template_editor", "member"], token: false },
  "condition.done": { who: [...admins, "template_editor", "member"], token: true },
  "review.note": { who: ["lead", "contributor"], token: true },
  "review.change": { who: [...admins, "template_editor", "member"], token: true },
  "review.finish": { who: [...admins, "template_editor", "member"], token: true },
  "gate.declare": { who: ["lead"], token: true },
  "gate.override": { who: [...admins, "lead"], token: false },
  "trigger.fire": { who: ["lead", "contributor", "signer", "triggers"], token: true },
  "trigger.clear": { who: ["lead"], token: true },
  "run.move": { who: ["lead"], token: true },
  "run.close": { who: ["lead"], token: true },
  "run.steer": { who: ["lead"], token: true },
  "history.read": { who: [...anyReader, "read"], token: true },
  "history.export": { who: [...admins, "auditor", "lead", "signer"], token: true },
  "workspace.audit": { who: [...admins, "auditor"], token: true },
  "evidence.redact": { who: admins, token: true },
  "workspace.read": { who: anyReader, token: true },
  "workspace.edit": { who: admins, token: false },
  "freeze.edit": { who: admins, token: false },
  "view.own": { who: anyReader, token: false },
  "messaging.edit": { who: admins, token: false },
  "message.read": { who: [...admins, "auditor"], token: true },
  "message.retry": { who: [...admins, "lead"], token: true },
  "announcement.send": { who: ["lead"], token: true },
  "on_call.set": { who: ["lead"], token: true },
  "escalation.start": { who: ["lead", "contributor"], token: true },
  "escalation.acknowledge": { who: [...admins, "template_editor", "member"], token: true },
  "feed.own": { who: anyReader, token: false },
  "notice.read": { who: admins, token: true },
  "notice.see": { who: admins, token: false },
  "people.invite": { who: admins, token: false },
  "people.change_roles": { who: admins, token: false },
  "people.reset_factors": { who: admins, token: false },
  "people.disable": { who: admins, token: false },
  "token.own": { who: anyReader, token: false },
  "token.machine": { who: admins, token: false },
};

const actions = Object.keys(permissions) as Action[];
const workspaceRoles: WorkspaceRole[] = ["owner", "admin", "template_editor", "member", "auditor"];
const session: Credential = { kind: "session", sessionId: "s" };
const personal: Credential = { kind: "personal_token", tokenId: "t" };

function person(roles: WorkspaceRole[], credential: Credential): Actor {
  return { workspaceId: "w", person: { id: "p", name: "P", email: "p@example.test" }, roles, credential };
}

function facts(...is: (keyof RunFacts)[]): RunFacts {
  return { lead: is.includes("lead"), contributor: is.includes("contributor"), signer: is.includes("signer") };
}

const everyCase = actions.flatMap((action) => [
  ...workspaceRoles.map((role) => ({ action, who: role as Who, roles: [role], is: facts() })),
  ...(["lead", "contributor", "signer"] as const).map((is) => ({
    action,
    who: is as Who,
    roles: ["template_editor" as const],
    is: facts(is),
  })),
  { action, who: "stranger" as Who, roles: [], is: facts("lead", "contributor", "signer") },
]);

describe("by session and by personal token", () => {
  it("covers the whole table", () => {
    expect(Object.keys(table).sort()).toEqual([...actions].sort());
    expect(everyCase).toHaveLength(actions.length * 9);
  });

  it.each(everyCase)("$who may $action as the table says", ({ action, who, roles, is }) => {
    const { who: allowed, token } = table[action];
    const held: Who[] = who === "lead" || who === "contributor" || who === "signer" ? [who, "template_editor"] : [who];
    const expected = held.some((each) => allowed.includes(each));
    expect(may(person(roles, session), action, is)).toBe(expected);
    expect(may(person(roles, personal), action, is)).toBe(expected && token);
  });
});

describe("by machine", () => {
  it.each(actions)("%s only with its scope", (action) => {
    for (const scope of ["read", "gate", "checks", "triggers"] as const) {
      const machine: Actor = {
        workspaceId: "w",
        person: null,
        roles: [],
        credential: { kind: "machine_token", tokenId: "t", scopes: [scope] },
      };
      expect(may(machine, action, facts("lead", "contributor", "signer"))).toBe(table[action].who.includes(scope));
    }
  });

  it("gives the system nothing that the table doesn't list", () => {
    const system: Actor = { workspaceId: "w", person: null, roles: [], credential: { kind: "system" } };
    expect(actions.filter((action) => may(system, action))).toEqual([]);
  });
});

describe("roles together", () => {
  it("lets an auditor change nothing, whatever else they are", () => {
    const auditor = person(["auditor", "owner", "admin", "member"], session);
    const allowed = actions.filter((action) => may(auditor, action, facts("lead", "contributor", "signer")));
    expect(allowed.sort()).toEqual([
      "feed.own",
      "gate.read",
      "history.export",
      "history.read",
      "message.read",
      "run.read",
      "template.read",
      "token.own",
      "view.own",
      "workspace.audit",
      "workspace.read",
    ]);
  });

  it("never lets owner, admin and lead together sign", () => {
    const all = person(["owner", "admin", "template_editor", "member"], session);
    expect(may(all, "signoff.sign", facts("lead", "contributor"))).toBe(false);
    expect(may(all, "signoff.sign", facts("signer"))).toBe(true);
    expect(may(all, "waiver.grant", facts("lead", "contributor"))).toBe(false);
  });

  it("forgets run roles once somebody left the workspace", () => {
    expect(
      actions.filter((action) => may(person([], session), action, facts("lead", "contributor", "signer"))),
    ).toEqual([]);
  });
});
