import { afterAll, beforeAll, expect, it } from "vitest";
import type { WorkspaceRole } from "@/lib/domain/actor";
import { mayBeDelegate } from "@/lib/domain/delegation-decision";
import { indexRoster } from "@/lib/domain/roster";
import { takesPart } from "@/lib/domain/takes-part";
import { as, createRun, createTemplate, createWorld, testNow, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { delegateRole, revokeDelegation } from "./delegation.write";
import { readSnapshot } from "./run-snapshot.read";

let world: World;
beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
});
afterAll(() => world.db.$disconnect());

/** Every way to belong to a workspace, and to have left it. */
const memberships: { name: string; roles: WorkspaceRole[]; here?: boolean; anywhere?: boolean }[] = [
  { name: "member", roles: ["member"] },
  { name: "editor", roles: ["template_editor"] },
  { name: "two roles", roles: ["admin", "member"] },
  { name: "auditor", roles: ["auditor"] },
  { name: "auditor and member", roles: ["member", "auditor"] },
  { name: "no role left", roles: [] },
  { name: "disabled here", roles: ["member"], here: false },
  { name: "disabled anywhere", roles: ["member"], anywhere: false },
];

it("offers a delegation to those whom the server accepts, and to nobody else", async () => {
  const { db, workspaceId, people } = world;
  const disabled = (enabled = true) => (enabled ? null : testNow);
  for (const [n, { name, roles, here, anywhere }] of memberships.entries()) {
    const email = `delegate-${n}@example.test`;
    const membership = { workspaceId, roles, disabledAt: disabled(here) };
    await db.person.create({
      data: { email, name, disabledAt: disabled(anywhere), memberships: { create: membership } },
    });
  }
  const runId = await createRun(world, await createTemplate(world));
  const snapshot = await readSnapshot(db, workspaceId, runId);
  if (!snapshot) throw new Error("no run");
  const facts = { role: "Engineering Lead", fromId: people.member.id, roster: indexRoster(snapshot.roster) };
  const until = new Date(testNow.getTime() + 3_600_000).toISOString();
  const offered: string[] = [];
  for (const person of Object.values(snapshot.people)) {
    const offer = mayBeDelegate(person, facts);
    const input = { role: facts.role, to: person.email, reason: "On leave.", until };
    const answer = await delegateRole(as(world, people.member), runId, input);
    expect({ name: person.name, offer }).toEqual({ name: person.name, offer: answer.ok });
    if (offer) offered.push(person.name);
    if (answer.ok) await revokeDelegation(as(world, people.member), runId, answer.value.id, { reason: "" });
    const kind = memberships.find(({ name }) => name === person.name);
    if (kind)
      expect(person.idle === undefined, person.name).toBe(
        takesPart({ roles: kind.roles, disabled: kind.here === false || kind.anywhere === false }),
      );
  }
  expect(offered.sort()).toEqual(["Adam", "Edith", "Leo", "Olga", "editor", "member", "two roles"]);
});
