import { describe, expect, it } from "vitest";
import type { WorkspaceRole } from "./actor";
import { bringsPower, givesPower } from "./lasting-power";

const member = { roles: ["member"] as WorkspaceRole[], disabled: false };
const admin = { roles: ["admin"] as WorkspaceRole[], disabled: false };
const owner = { roles: ["owner"] as WorkspaceRole[], disabled: false };

describe("lasting power", () => {
  it.each([
    [["owner"], true],
    [["member", "admin"], true],
    [["template_editor", "member"], false],
    [["auditor"], false],
    [[], false],
  ] as [WorkspaceRole[], boolean][])("is in %j: %s", (roles, power) => expect(bringsPower(roles)).toBe(power));

  it("is given with a role that wasn't held before, also to who is disabled for now", () => {
    expect(givesPower(member, admin)).toBe(true);
    expect(givesPower(admin, owner)).toBe(true);
    expect(givesPower({ ...member, disabled: true }, { ...admin, disabled: true })).toBe(true);
  });

  it("is given back to who held it when they are enabled", () => {
    expect(givesPower({ ...admin, disabled: true }, admin)).toBe(true);
    expect(givesPower({ ...member, disabled: true }, member)).toBe(false);
    expect(givesPower({ ...admin, disabled: true }, member)).toBe(false);
  });

  it("isn't given by taking it, by disabling, or beside what is held", () => {
    expect(givesPower(admin, member)).toBe(false);
    expect(givesPower(admin, { ...admin, disabled: true })).toBe(false);
    expect(givesPower(admin, { roles: ["admin", "member"], disabled: false })).toBe(false);
    expect(givesPower(member, { roles: ["member", "template_editor"], disabled: false })).toBe(false);
  });
});
