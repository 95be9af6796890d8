import { randomUUID } from "node:crypto";
import { voidCeremonies } from "@/lib/data/ceremony-void.write";
import { acceptDelegation, delegateRole, revokeDelegation } from "@/lib/data/delegation.write";
import { addEvidence } from "@/lib/data/evidence.write";
import { redactEvidence } from "@/lib/data/evidence-redact.write";
import { declareNoGo, reopenGate } from "@/lib/data/gate.write";
import { draftOverride } from "@/lib/data/override.write";
import { signOverride } from "@/lib/data/override-confirm.write";
import { closeRun } from "@/lib/data/run-close.write";
import { editRun } from "@/lib/data/run-edit.write";
import { askWaiver, grantWaiver } from "@/lib/data/waiver.write";
import { changeWorkspace } from "@/lib/data/workspace-setting.write";
import { refuse } from "@/lib/domain/refusal";
import { asToken, byPassword, testNow, value } from "@/prisma/factories/world";
import { got, type Kind, type Stage, type Who } from "./signature-stage.ts";

const later = (minutes: number) => new Date(testNow.getTime() + minutes * 60_000);
const until = later(60).toISOString();

function pick<T>(list: readonly T[], random: () => number): T {
  return list[Math.floor(random() * list.length)] as T;
}

/** The engineer's statement, open and unsigned; it must be signable when the attacks on it are over. */
function onOpenStatement(
  attack: (stage: Stage, opened: { id: string; sha256: string }, random: () => number) => Promise<boolean>,
): Kind {
  return async (stage, random) => {
    const opened = value(await stage.open("member", "engineering"));
    return {
      attack: () => attack(stage, opened, random),
      clean: async () => got(await stage.sign("member", "engineering", opened)),
    };
  };
}

/** A statement that something has ended: signing it again and again must not help. */
function afterwards(
  end: (stage: Stage, opened: { id: string; sha256: string }) => Promise<unknown>,
  more: { mend?: (stage: Stage) => Promise<unknown>; clean?: (stage: Stage) => Promise<boolean>; at?: boolean } = {},
): Kind {
  return async (stage, random) => {
    const opened = value(await stage.open("member", "engineering"));
    await end(stage, opened);
    return {
      attack: async () =>
        got(await stage.sign("member", "engineering", opened, more.at ? { at: later(random() * 4) } : {})),
      clean: async () => {
        await more.mend?.(stage);
        return more.clean ? more.clean(stage) : (await stage.give("member", "engineering")).decision === "approve";
      },
    };
  };
}

/** Something covered moves while the statement is open, each time anew. */
function meanwhile(
  move: (stage: Stage, nth: number) => Promise<unknown>,
  back?: (stage: Stage) => Promise<unknown>,
): Kind {
  return async (stage) => ({
    attack: async (nth) => {
      const opened = value(await stage.open("member", "engineering"));
      await move(stage, nth);
      const through = got(await stage.sign("member", "engineering", opened));
      await back?.(stage);
      return through;
    },
    clean: async () => (await stage.give("member", "engineering")).decision === "approve",
  });
}

/** Who may not even open one, in whatever way they say it. */
function cantOpen(
  who: Who,
  key: string,
  clean: (stage: Stage) => Promise<boolean>,
  before?: (stage: Stage) => Promise<unknown>,
): Kind {
  return async (stage, random) => {
    await before?.(stage);
    return {
      attack: async () => {
        const decision = pick(["approve", "approve_with_conditions"] as const, random);
        const opened = await stage.open(who, key, { decision });
        return opened.ok;
      },
      clean: () => clean(stage),
    };
  };
}

const engineeringWorks = async (stage: Stage) =>
  (await stage.give("member", "engineering")).role === "Engineering Lead";
const securityWorks = async (stage: Stage) => {
  if ((await stage.status("engineering")) !== "approved") await stage.give("member", "engineering");
  return (await stage.give("admin", "security")).role === "Security Lead";
};

async function handOn({ by, runId, world }: Stage, accepted = true): Promise<string> {
  const to = world.people.editor.email;
  const { id } = value(
    await delegateRole(by("member"), runId, { role: "Engineering Lead", to, reason: "Away.", until }),
  );
  if (accepted) value(await acceptDelegation(by("editor"), runId, id));
  return id;
}

export const refusedKinds: Record<string, Kind> = {
  "another run": async (stage) => {
    const opened = value(await stage.open("member", "engineering"));
    const others = [await stage.start(), await stage.start(), randomUUID()];
    return {
      attack: async (nth) => got(await stage.sign("member", "engineering", opened, { run: others[nth % 3] ?? "" })),
      clean: async () => got(await stage.sign("member", "engineering", opened)),
    };
  },
  "another sign-off": onOpenStatement(async ({ sign }, opened) => got(await sign("member", "board", opened))),
  "another gate": onOpenStatement(async ({ sign }, opened) => got(await sign("member", "closing", opened))),
  "another person": onOpenStatement(async ({ sign }, opened, random) =>
    got(await sign(pick(["owner", "admin", "lead", "editor"] as const, random), "engineering", opened)),
  ),
  "another workspace": onOpenStatement(async ({ sign }, opened) => got(await sign("stranger", "engineering", opened))),
  "an auditor": onOpenStatement(async ({ sign }, opened) => got(await sign("auditor", "engineering", opened))),
  "a personal token": onOpenStatement(async ({ by, sign }, opened) => {
    const ctx = by("member");
    ctx.actor = { ...ctx.actor, credential: { kind: "personal_token", tokenId: randomUUID() } };
    return got(await sign("member", "engineering", opened, { ctx }));
  }),
  "a machine token": onOpenStatement(async ({ world, sign }, opened) =>
    got(await sign("member", "engineering", opened, { ctx: asToken(world, ["read", "gate", "checks", "triggers"]) })),
  ),
  "not on the roster": cantOpen("lead", "engineering", engineeringWorks),
  "an admin by power alone": cantOpen("admin", "engineering", engineeringWorks),
  "an owner by power alone": cantOpen("owner", "engineering", engineeringWorks),
  "one bit of the hash": onOpenStatement(async ({ sign }, opened, random) => {
    const bytes = Buffer.from(opened.sha256, "hex");
    const at = Math.floor(random() * 256);
    bytes[at >> 3] = (bytes[at >> 3] ?? 0) ^ (1 << (at & 7));
    return got(await sign("member", "engineering", { ...opened, sha256: bytes.toString("hex") }));
  }),
  "another spelling of the hash": onOpenStatement(async ({ sign }, opened, random) => {
    const { sha256 } = opened;
    const spelled = [sha256.toUpperCase(), sha256.slice(0, -1), `${sha256} `, ` ${sha256}`, `0x${sha256}`, ""];
    return got(await sign("member", "engineering", { ...opened, sha256: pick(spelled, random) }));
  }),
  "the hash of another statement": async (stage) => {
    const opened = value(await stage.open("member", "engineering"));
    const other = value(await stage.open("member", "board"));
    return {
      attack: async (nth) =>
        nth % 2 === 0
          ? got(await stage.sign("member", "engineering", { ...opened, sha256: other.sha256 }))
          : got(await stage.sign("member", "engineering", { id: other.id, sha256: opened.sha256 })),
      clean: async () => got(await stage.sign("member", "engineering", opened)),
    };
  },
  "a guessed ceremony": onOpenStatement(async ({ sign }, opened, random) => {
    const digit = Math.floor(random() * 16).toString(16);
    const near = `${opened.id.slice(0, -1)}${digit === opened.id.at(-1) ? "x" : digit}`;
    return got(await sign("member", "engineering", { ...opened, id: random() < 0.5 ? near : randomUUID() }));
  }),
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
    async ({ by }) => value(await changeWorkspace(by("admin"), { signingRequires: "passkey" })),
    { mend: async ({ by }) => value(await changeWorkspace(by("admin"), { signingRequires: "password" })) },
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
  "an item fails meanwhile": meanwhile(
    ({ set }) => set("backup", "failed"),
    ({ set }) => set("backup", "passed", "owner"),
  ),
  "an item fails and passes again meanwhile": meanwhile(async ({ set }) => {
    await set("schema", "failed");
    await set("schema", "passed");
  }),
  "another artefact meanwhile": meanwhile(async ({ by, runId }, nth) =>
    value(await editRun(by("lead"), runId, { artefact: { version: `2.${nth}` } })),
  ),
  "another environment meanwhile": meanwhile(async ({ by, runId }, nth) =>
    value(await editRun(by("lead"), runId, { environment: `elsewhere-${nth}` })),
  ),
  "a risk accepted meanwhile": meanwhile(async ({ by, runId }) => {
    const asked = value(await askWaiver(by("lead"), runId, "notes", { kind: "waiver", reason: "Later." }));
    value(await grantWaiver(by("admin"), runId, asked.id, byPassword()));
  }),
  "evidence redacted meanwhile": async (stage) => {
    const { by, runId } = stage;
    const storage = { delete: async () => undefined } as unknown as Parameters<typeof redactEvidence>[4];
    return {
      attack: async () => {
        const note = { kind: "note", title: "Log", text: "Seen." } as const;
        const { id } = value(await addEvidence(by("lead"), runId, "backup", note));
        const opened = value(await stage.open("member", "engineering"));
        value(await redactEvidence(by("admin"), runId, id, { reason: "A name in it." }, storage));
        return got(await stage.sign("member", "engineering", opened));
      },
      clean: () => engineeringWorks(stage),
    };
  },
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
