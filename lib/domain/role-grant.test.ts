import { describe, expect, it } from "vitest";
import { workspaceRoles } from "./actor";
import { mayGrant, mayManage, rolesProblem } from "./role-grant";

describe("roles", () => {
  it("let an auditor be nothing else", () => {
    expect(rolesProblem(["auditor"])).toBeNull();
    for (const role of workspaceRoles.filter((role) => role !== "auditor")) {
      expect(rolesProblem(["auditor", role])).not.toBeNull();
      expect(rolesProblem([role])).toBeNull();
    }
    expect(rolesProblem([])).not.toBeNull();
  });

  it.each([
    ["owner", workspaceRoles],
    ["admin", ["admin", "template_editor", "member", "auditor"]],
    ["template_editor", []],
    ["member", []],
    ["auditor", []],
  ] as const)("%s grants %j", (granter, grants) => {
    expect(workspaceRoles.filter((role) => mayGrant([granter], [role]))).toEqual(grants);
  });

  it("keep owners out of an admin's reach", () => {
    expect(mayManage(["admin"], ["owner", "member"])).toBe(false);
    expect(mayManage(["admin"], ["admin"])).toBe(true);
    expect(mayManage(["owner"], ["owner"])).toBe(true);
  });
});
