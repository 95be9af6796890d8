import { acceptDelegation, delegateRole, revokeDelegation } from "@/lib/data/delegation.write";
import { draftOverride } from "@/lib/data/override.write";
import { signOverride } from "@/lib/data/override-confirm.write";
import { editRun } from "@/lib/data/run-edit.write";
import { byPassword, value } from "@/prisma/factories/world";
import { cantOpen, engineeringWorks, handOn, later, securityWorks, until } from "./signature-attempts.ts";
import { got, type Kind } from "./signature-stage.ts";

/** Delegations, order, duties kept apart, and overrides. */
export const authorityKinds: Record<string, Kind> = {
  "a delegate who has not accepted": cantOpen("editor", "engineering", engineeringWorks, (stage) =>
    handOn(stage, false),
  ),
  "a delegation taken back": async (stage) => ({
    attack: async () => {
      const id = await handOn(stage);
      const opened = value(await stage.open("editor", "engineering"));
      value(await revokeDelegation(stage.by("member"), stage.runId, id, { reason: "Back." }));
      return got(await stage.sign("editor", "engineering", opened));
    },
    clean: async () => {
      await handOn(stage);
      return (await stage.give("editor", "engineering")).delegation?.fromId === stage.world.people.member.id;
    },
  }),
  "a delegation that has ended": async (stage, random) => {
    await handOn(stage);
    const ctx = stage.by("editor", new Date(Date.parse(until) - 60_000));
    const opened = value(await stage.open("editor", "engineering", { ctx }));
    return {
      attack: async () =>
        got(
          await stage.sign("editor", "engineering", opened, { at: new Date(Date.parse(until) + random() * 200_000) }),
        ),
      clean: async () =>
        got(await stage.sign("editor", "engineering", opened, { at: new Date(Date.parse(until) - 1) })),
    };
  },
  "a delegation whose giver left the roster": async (stage) => {
    await handOn(stage);
    const opened = value(await stage.open("editor", "engineering"));
    const { by, runId, world } = stage;
    const fill = async (emails: string[]) =>
      value(await editRun(by("lead"), runId, { roster: { "Engineering Lead": emails } }));
    await fill([world.people.admin.email]);
    return {
      attack: async () => got(await stage.sign("editor", "engineering", opened)),
      clean: async () => {
        await fill([world.people.member.email]);
        return got(await stage.sign("editor", "engineering", opened));
      },
    };
  },
  "out of turn": cantOpen("admin", "security", securityWorks),
  "the lead where they are kept apart": cantOpen("lead", "security", securityWorks, (stage) =>
    stage.give("member", "engineering"),
  ),
  "who ticked where they are kept apart": cantOpen("owner", "security", securityWorks, (stage) =>
    stage.give("member", "engineering"),
  ),
  "a delegate beside their giver": cantOpen(
    "editor",
    "board",
    async (stage) =>
      (await stage.give("member", "board")).role === "Board" && (await stage.status("board")) === "approved",
    async (stage) => {
      const { by, runId, world } = stage;
      const to = world.people.editor.email;
      const { id } = value(await delegateRole(by("owner"), runId, { role: "Board", to, reason: "Away.", until }));
      value(await acceptDelegation(by("editor"), runId, id));
      await stage.give("owner", "board");
    },
  ),
  "an override by one person twice": async (stage, random) => {
    const { by, runId, world } = stage;
    // The lead is an admin as well: still one person.
    const { lead } = world.people;
    await world.db.membership.updateMany({ where: { personId: lead.id }, data: { roles: ["admin"] } });
    const input = { reason: "It can't wait.", endsAt: until };
    const both = { ...lead, roles: ["admin" as const] };
    const drawn = value(await draftOverride(by(both), runId, "go-live", input));
    value(await signOverride(by(both), runId, drawn.id, { statement: drawn.sha256 }, byPassword()));
    return {
      attack: async () => {
        const at = later(random() * 30);
        return got(await signOverride(by(both, at), runId, drawn.id, { statement: drawn.sha256 }, byPassword()));
      },
      clean: async () =>
        got(await signOverride(by("admin"), runId, drawn.id, { statement: drawn.sha256 }, byPassword())) &&
        (await stage.verdict()) === "override",
    };
  },
};
