import type { RefusalCode } from "./refusal";

export const workspaceRoles = ["owner", "admin", "template_editor", "member", "auditor"] as const;
export type WorkspaceRole = (typeof workspaceRoles)[number];

export const tokenScopes = ["read", "gate", "checks", "triggers"] as const;
export type TokenScope = (typeof tokenScopes)[number];

/** How the request proved who it is; a personal token has its person's rights less signing, waivers, roles and tokens. */
export type Credential =
  | { kind: "session"; sessionId: string }
  | { kind: "personal_token"; tokenId: string }
  | { kind: "machine_token"; tokenId: string; scopes: readonly TokenScope[] }
  | { kind: "system" };

/** Who acts, in which workspace, with the roles read for this very request. A machine token has no person. */
export type Actor = {
  workspaceId: string;
  person: { id: string; name: string; email: string } | null;
  roles: readonly WorkspaceRole[];
  credential: Credential;
};

/** Who acts when nobody does: background work. */
export function systemActor(workspaceId: string): Actor {
  return { workspaceId, person: null, roles: [], credential: { kind: "system" } };
}

export type Denied = Extract<RefusalCode, "forbidden" | "reauthentication_required">;
