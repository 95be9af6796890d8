import { voidCeremonies } from "@/lib/data/ceremony-void.write";
import { declareNoGo, reopenGate } from "@/lib/data/gate.write";
import { closeRun } from "@/lib/data/run-close.write";
import { editRun } from "@/lib/data/run-edit.write";
import { changeWorkspace } from "@/lib/data/workspace-setting.write";
import { accept, refuse } from "@/lib/domain/refusal";
import { testNow, value } from "@/prisma/factories/world";
import { afterwards, engineeringWorks, later, onOpenStatement } from "./signature-attempts.ts";
import { got, type Kind } from "./signature-stage.ts";

const proven = async () => accept(null);

/** Statements that something has ended. */
export const overKinds: Record<string, Kind> = {
  expired: onOpenStatement(async ({ sign }, opened, random) =>
    got(await sign("member", "engineering", opened, { at: later(5 + random() ** 4 * 100_000) })),
  ),
  "used already": afterwards(async ({ sign }, opened) => value(await sign("member", "engineering", opened)), {
    at: true,
  }),
  "used twice at once": async (stage) => ({
    attack: async () => {
      const opened = value(await stage.open("member", "engineering"));
      const both = await Promise.all([1, 2].map(() => stage.sign("member", "engineering", opened)));
      return both.filter(got).length !== 1;
    },
    clean: () => engineeringWorks(stage),
  }),
  "superseded by a newer one": afterwards(({ open }) => open("member", "engineering"), { at: true }),
  "after five wrong answers": afterwards(async ({ sign }, opened) => {
    const prove = async () => refuse("reauthentication_required", "Wrong.");
    for (let turn = 0; turn < 5; turn += 1) await sign("member", "engineering", opened, { prove });
  }),
  "after their sessions ended": afterwards(({ world }) =>
    world.db.$transaction((tx) => voidCeremonies(tx, world.people.member.id, testNow)),
  ),
  "the role lost": afterwards(
    ({ by, runId, world }) => editRun(by("lead"), runId, { roster: { "Engineering Lead": [world.people.lead.email] } }),
    { clean: async (stage) => (await stage.give("lead", "engineering")).printedName === "Leo" },
  ),
  "the role swapped": afterwards(
    ({ by, runId, world: { people } }) =>
      editRun(by("lead"), runId, {
        roster: { "Engineering Lead": [people.admin.email], "Security Lead": [people.member.email] },
      }),
    { clean: async (stage) => (await stage.give("admin", "engineering")).printedName === "Adam" },
  ),
  "a disabled person": afterwards(
    ({ world }) =>
      world.db.membership.updateMany({ where: { personId: world.people.member.id }, data: { disabledAt: testNow } }),
    {
      mend: ({ world }) =>
        world.db.membership.updateMany({ where: { personId: world.people.member.id }, data: { disabledAt: null } }),
    },
  ),
  "made an auditor meanwhile": afterwards(
    ({ world }) =>
      world.db.membership.updateMany({ where: { personId: world.people.member.id }, data: { roles: ["auditor"] } }),
    {
      mend: ({ world }) =>
        world.db.membership.updateMany({ where: { personId: world.people.member.id }, data: { roles: ["member"] } }),
    },
  ),
  "a way that is no longer enough": afterwards(
    async ({ by }) => value(await changeWorkspace(by("admin"), { signingRequires: "passkey" }, proven)),
    { mend: async ({ by }) => value(await changeWorkspace(by("admin"), { signingRequires: "password" }, proven)) },
  ),
  "a gate that is decided": afterwards(
    async ({ by, runId }) => value(await declareNoGo(by("lead"), runId, "go-live", { reason: "Not today." })),
    { mend: async ({ by, runId }) => value(await reopenGate(by("lead"), runId, "go-live", { reason: "Today." })) },
  ),
  "a closed run": afterwards(
    async ({ by, runId }) => value(await closeRun(by("lead"), runId, { reason: "Given up." })),
    {
      clean: async (stage) =>
        (await stage.give("member", "engineering", { run: await stage.start() })).decision === "approve",
    },
  ),
};
