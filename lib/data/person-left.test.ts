import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { partyName } from "@/lib/domain/roster";
import { takesPart } from "@/lib/domain/takes-part";
import { runDueJobs } from "@/lib/jobs/run-job";
import { smallDocument } from "@/prisma/factories/document";
import {
  as,
  createTemplate,
  createWorld,
  type PersonFixture,
  testNow,
  value,
  type World,
} from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { type MailServer, startMailServer } from "@/scripts/test/mail-server";
import { sendAnnouncement } from "./announcement.write";
import { openCeremony } from "./ceremony.write";
import { readDashboard } from "./dashboard.read";
import { acceptDelegation, delegateRole } from "./delegation.write";
import { startEscalation } from "./escalation.write";
import { readReadiness } from "./gate.read";
import { changeItem } from "./item.write";
import { changeMember } from "./membership.write";
import { readMyWork } from "./my-work.read";
import { nudgePerson, nudgeSigners } from "./nudge.write";
import { startRun } from "./run.write";
import { readSnapshot } from "./run-snapshot.read";
import { fireTrigger } from "./trigger.write";

let world: World;
let mail: MailServer;
let templateId: string;
let runId: string;
let lead: PersonFixture;
let member: PersonFixture;
let editor: PersonFixture;
let admin: PersonFixture;

const later = (minutes: number) => new Date(testNow.getTime() + minutes * 60_000);
const until = later(60).toISOString();

beforeAll(async () => {
  mail = await startMailServer();
  const urls = await testDatabase();
  Object.assign(process.env, { GONOGO_SMTP_URL: mail.url });
  world = await createWorld(urls.app);
  ({ lead, member, editor, admin } = world.people);
  templateId = await createTemplate(world, {
    ...smallDocument,
    phases: [
      ...smallDocument.phases,
      {
        kind: "phase",
        key: "back",
        title: "Back",
        stage: "contingency",
        content: [
          { kind: "trigger", key: "errors", title: "Errors", tier: "rollback" },
          { kind: "contact", name: "Primary", channel: "primary@example.test", tier: 1 },
          { kind: "contact", name: "Database Lead", channel: "+1-555-0001", tier: 2 },
        ],
      },
    ],
  });
});
afterAll(async () => {
  await world.db.$disconnect();
  await mail.close();
});
beforeEach(async () => {
  mail.mails.length = 0;
  await world.db.job.deleteMany();
  const started = await startRun(as(world, lead), {
    templateId,
    name: "Ledger",
    environment: "production",
    targetAt: null,
    roster: { "Engineering Lead": [member.email], "Database Lead": [editor.email] },
  });
  runId = value(started).id;
  value(await changeItem(as(world, lead), runId, "notes-written", { assignee: member.email, version: 1 }));
});

const set = async (who: PersonFixture, disabled: boolean) =>
  value(await changeMember(as(world, admin), who.id, { disabled }));

/** Disabled for as long as `work` takes, as every test has the same people. */
async function without<T>(who: PersonFixture, work: () => Promise<T>): Promise<T> {
  await set(who, true);
  try {
    return await work();
  } finally {
    await set(who, false);
  }
}

const whose = async () =>
  value(await readReadiness(as(world, lead), runId, "go-live")).blockers.map(({ who }) => partyName(who));
const waitsFor = async () => {
  const { runs } = value(await readDashboard(as(world, lead)));
  return runs.find(({ id }) => id === runId)?.waitsFor.map(({ who }) => partyName(who));
};
const told = () => mail.mails.map(({ to }) => to[0]?.split(".")[0]).sort();
const entries = async () => {
  const rows = await world.db.auditEntry.findMany({ where: { chainId: runId }, orderBy: { seq: "asc" } });
  return rows.map(({ body }) => JSON.parse(body));
};

it("is read from the database as the rule says it, for people and roster alike", async () => {
  const read = async () => {
    const snapshot = await readSnapshot(world.db, world.workspaceId, runId);
    return [snapshot?.people[editor.id]?.idle, snapshot?.roster.find(({ personId }) => personId === editor.id)?.idle];
  };
  expect(await read()).toEqual([undefined, undefined]);
  await without(editor, async () => expect(await read()).toEqual([true, true]));
  for (const roles of [["auditor"], ["template_editor"]] as const) {
    value(await changeMember(as(world, world.people.owner), editor.id, { roles: [...roles] }));
    const idle = takesPart({ roles, disabled: false }) ? undefined : true;
    expect(await read()).toEqual([idle, idle]);
  }
});

it("makes work nobody's on every screen at once, and everything as before once they are back", async () => {
  const before = await whose();
  expect(before).toContain("Edith");
  expect(await waitsFor()).toEqual(before);
  await without(editor, async () => {
    expect((await whose())[0]).toBe("Database Lead (Edith left)");
    expect(await waitsFor()).toEqual(await whose());
    const { now } = value(await readMyWork(as(world, lead)));
    // Each test before has left a run in which she holds the same.
    expect(now.find(({ run }) => run?.id === runId)).toMatchObject({ kind: "hand_over", left: "Edith" });
    expect(now[0]?.kind).toBe("hand_over");
  });
  expect(await whose()).toEqual(before);
  expect(await waitsFor()).toEqual(before);
  const said = (await entries()).filter(({ action }) => action.startsWith("person."));
  expect(said).toMatchObject([
    { action: "person.left", subject: { kind: "roster", key: "Edith" }, change: { person: editor.id } },
    { action: "person.back", actor: { name: "Adam" } },
  ]);
});

it("tells only the open runs in which they hold something", async () => {
  const seq = async () => (await world.db.run.findUniqueOrThrow({ where: { id: runId } })).seq;
  const before = await seq();
  await without(world.people.auditor, async () => expect(await seq()).toBe(before));
  await without(member, async () => expect(await seq()).toBe(before + 1n));
});

describe("nothing is asked of them", () => {
  it("no nudge, for work or for a signature", async () => {
    await without(editor, async () => {
      expect(await nudgePerson(as(world, lead), runId, editor.id)).toMatchObject({
        code: "conflict",
        message: "Edith left: hand over what they held instead.",
      });
    });
    await without(member, async () => {
      expect(await nudgeSigners(as(world, lead), runId, "engineering")).toMatchObject({ code: "conflict" });
    });
    expect(await world.db.nudge.count({ where: { runId } })).toBe(0);
  });

  it("no announcement, by name or by address", async () => {
    const words = { key: "", share: null, title: "Window", text: "It moved.", channels: ["mail"] as const };
    await without(editor, async () => {
      for (const to of [
        { people: [editor.id], addresses: [] },
        { people: [], addresses: [` Edith <${editor.email.toUpperCase()}> `] },
      ]) {
        const input = { ...words, channels: [...words.channels], incomplete: false, ...to };
        expect(await sendAnnouncement(as(world, lead), runId, input)).toMatchObject({
          code: "invalid_input",
          message: "Edith left: nothing is sent to them. Take them off, and name who does their work.",
          problems: [{ path: to.people.length > 0 ? "people" : "addresses" }],
        });
      }
    });
    expect(await world.db.message.count({ where: { runId } })).toBe(0);
  });

  it("no page, though it began before they left: somebody has to call in their place", async () => {
    const page = value(await startEscalation(as(world, lead), runId, { subject: "Down", waitMinutes: 5 }));
    expect(page.tiers[1]?.people).toMatchObject([{ to: editor.email }]);
    await runDueJobs(world.db, testNow);
    mail.mails.length = 0;
    await without(editor, async () => {
      await runDueJobs(world.db, later(5));
      await runDueJobs(world.db, later(5));
    });
    expect(told()).toEqual(["leo"]);
  });

  it("no rollback alert", async () => {
    await without(editor, async () => value(await fireTrigger(as(world, lead), runId, "errors", {})));
    await runDueJobs(world.db, testNow);
    expect(told()).toEqual(["mona"]);
  });
});

describe("a delegate", () => {
  const hand = async (accepted: boolean) => {
    const input = { role: "Engineering Lead", to: editor.email, reason: "On leave.", until };
    const { id } = value(await delegateRole(as(world, member), runId, input));
    if (accepted) value(await acceptDelegation(as(world, editor), runId, id));
    return id;
  };
  /** Of whom nothing but the delegation is in this run. */
  beforeEach(async () => {
    await world.db.rosterEntry.deleteMany({ where: { runId, personId: editor.id } });
  });
  const work = async (at = testNow) => {
    const { now, sign, later: to } = value(await readMyWork(as(world, editor, at)));
    return [...now, ...sign, ...to].filter(({ run }) => run.id === runId).map(({ kind, key }) => `${kind} ${key}`);
  };

  it("finds in their work what to accept, then what to sign, as long as it stands", async () => {
    expect(await work()).toEqual([]);
    const id = await hand(false);
    expect(await work()).toEqual([`delegation ${id}`]);
    value(await acceptDelegation(as(world, editor), runId, id));
    expect(await work()).toEqual(["sign engineering"]);
    expect(await work(later(61))).toEqual([]);
  });

  it("is asked again and alerted like those on the roster, while it stands", async () => {
    await hand(true);
    value(await nudgeSigners(as(world, lead), runId, "engineering"));
    value(await fireTrigger(as(world, lead), runId, "errors", {}));
    await runDueJobs(world.db, testNow);
    expect(told()).toEqual(["edith", "edith", "mona", "mona"]);
    const nudged = await world.db.nudgeRecipient.findMany({ where: { nudge: { runId } } });
    expect(nudged.map(({ personId }) => personId).sort()).toEqual([editor.id, member.id].sort());
  });

  it("is alerted no more once it has ended", async () => {
    await hand(true);
    value(await fireTrigger(as(world, lead, later(61)), runId, "errors", {}));
    await runDueJobs(world.db, later(61));
    expect(told()).toEqual(["mona"]);
  });

  it("signs for nobody who left, and again once they are back", async () => {
    await hand(true);
    const open = () =>
      openCeremony(as(world, editor), runId, "engineering", {
        decision: "approve",
        conditions: [],
        method: "password",
      });
    await without(member, async () => expect(await open()).toMatchObject({ ok: false, code: "forbidden" }));
    expect((await open()).ok).toBe(true);
  });
});
