import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { register } from "tsx/esm/api";
import { generateClient } from "./client.ts";
import { generator } from "./generator.ts";
import { applyMigrations } from "./migration/apply.ts";
import { appRole } from "./postgres/roles.ts";
import { startTemporaryServer } from "./postgres/temporary.ts";
import { Refusal } from "./refusal.ts";
import { stage } from "./stage.ts";

type Options = { seed: number; each: number; clean: number; pairs: number };

const attacks: Record<string, (urls: Urls, options: Options) => Promise<number>> = {
  access,
  dossier,
  race,
  signatures,
  sql,
};
type Urls = { app: string; owner: string; superuser: string };

/** `npm run attack -- dossier --seed 1` (or `access`, `race`, `signatures`, `sql`): the full figure of what `npm test` shows at a hundredth. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: {
      seed: { type: "string", default: "1" },
      each: { type: "string", default: "10000" },
      clean: { type: "string", default: "1000" },
      pairs: { type: "string", default: "100000" },
    },
    allowPositionals: true,
  });
  const attack = attacks[positionals[0] ?? ""];
  if (!attack) throw new Refusal("Say what to attack.", `One of: ${Object.keys(attacks).join(", ")}.`);
  register();
  await generateClient();
  const directory = mkdtempSync(path.join(tmpdir(), "gonogo-attack-"));
  const server = await stage("database", () => startTemporaryServer());
  try {
    const urls = await server.createDatabase();
    await applyMigrations(urls.owner, appRole);
    Object.assign(process.env, {
      DATABASE_URL: urls.app,
      GONOGO_DATA_DIR: directory,
      GONOGO_SECRET: "a secret of the attacks and of nothing else",
    });
    const { seed, each, clean, pairs } = values;
    const options = { seed: Number(seed), each: Number(each), clean: Number(clean), pairs: Number(pairs) };
    return await attack(urls, options);
  } finally {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function access({ app }: Urls, { seed }: Options): Promise<number> {
  const { attackAccess } = await import("./attack/access.ts");
  const outcome = await stage("requests", (progress) =>
    attackAccess({ appUrl: app, random: generator(seed), progress }),
  );
  for (const line of outcome.unexpected.slice(0, 40)) console.log(line);
  const { allow, deny, hidden } = outcome.expected;
  console.log(
    `seed ${seed}: ${outcome.asked} requests (${allow} to allow, ${deny} to refuse, ${hidden} to hide), ${outcome.shapes} shapes compared: ${outcome.unexpected.length} unexpected`,
  );
  return outcome.unexpected.length === 0 ? 0 : 1;
}

async function dossier(urls: Urls, { seed, each, clean }: Options): Promise<number> {
  const { createWorld } = await import("@/prisma/factories/world");
  const { playDossiers } = await import("./attack/play.ts");
  const { attackDossiers } = await import("./attack/dossier.ts");
  const world = await createWorld(urls.app);
  try {
    const random = generator(seed);
    const dossiers = await stage("dossiers", (progress) =>
      playDossiers(world, clean, random, (done) => progress(`${done} of ${clean} runs played`)),
    );
    const pinned = dossiers[0]?.keys[0]?.keyId ?? null;
    const outcome = await stage("tampering", async (progress) =>
      attackDossiers({ dossiers, each, random, pinned, progress }),
    );
    let undetected = 0;
    let tried = 0;
    for (const [kind, tally] of Object.entries(outcome.kinds)) {
      undetected += tally.undetected;
      tried += tally.tried;
      console.log(
        `${String(tally.tried).padStart(7)} ${kind}: ${tally.undetected} undetected, ${tally.located} located`,
      );
    }
    for (const alarm of outcome.falseAlarms.slice(0, 5)) console.log(`false alarm: ${alarm}`);
    console.log(
      `seed ${seed}: ${undetected} of ${tried} undetected, ${outcome.falseAlarms.length} false alarms on ${outcome.clean} whole ones`,
    );
    const short = Object.values(outcome.kinds).some((tally) => tally.tried < each);
    return undetected === 0 && outcome.falseAlarms.length === 0 && !short ? 0 : 1;
  } finally {
    await world.db.$disconnect();
  }
}

async function race({ app }: Urls, { seed, pairs }: Options): Promise<number> {
  const { createWorld } = await import("@/prisma/factories/world");
  const { openDatabase } = await import("@/lib/data/database");
  const { attackRace } = await import("./attack/race.ts");
  const small = await createWorld(app);
  await small.db.$disconnect();
  const world = { ...small, db: openDatabase(app, 32) };
  try {
    const outcome = await stage("race", (progress) => attackRace({ world, pairs, random: generator(seed), progress }));
    const wrong = [...outcome.falseGo, ...outcome.missedGo];
    for (const line of wrong.slice(0, 20)) console.log(line);
    for (const [kind, count] of Object.entries(outcome.edits)) console.log(`${String(count).padStart(7)} ${kind}`);
    console.log(
      `seed ${seed}: ${outcome.pairs} pairs, ${outcome.before} answered from before the edit and ${outcome.after} from after it, ${outcome.go} GO: ${outcome.falseGo.length} false, ${outcome.missedGo.length} missed`,
    );
    return wrong.length === 0 ? 0 : 1;
  } finally {
    await world.db.$disconnect();
  }
}

async function signatures({ app }: Urls, { seed, each }: Options): Promise<number> {
  const { attackSignatures } = await import("./attack/signatures.ts");
  const { kinds, broken } = await stage("signing", (progress) =>
    attackSignatures({ appUrl: app, seed, each, progress }),
  );
  let [tried, through] = [0, 0];
  for (const [name, tally] of Object.entries(kinds)) {
    tried += tally.tried;
    through += tally.through;
    console.log(`${String(tally.tried).padStart(7)} ${name}: ${tally.through} got through, ${tally.seconds} s`);
  }
  for (const line of broken.slice(0, 20)) console.log(`as it is meant: ${line}`);
  console.log(
    `seed ${seed}: ${Object.keys(kinds).length} kinds, ${through} of ${tried} got through, ${broken.length} of what is meant refused`,
  );
  return through === 0 && broken.length === 0 ? 0 : 1;
}

async function sql(urls: Urls, { seed, each }: Options): Promise<number> {
  const { createWorld, testNow } = await import("@/prisma/factories/world");
  const { playDossiers } = await import("./attack/play.ts");
  const { attackSql } = await import("./attack/sql.ts");
  const { openDatabase } = await import("@/lib/data/database");
  const { readAnchors } = await import("@/lib/data/checkpoint.read");
  const { writeCheckpoint } = await import("@/lib/data/checkpoint.write");
  const world = await createWorld(urls.app);
  const superuser = openDatabase(urls.superuser, 2);
  try {
    const random = generator(seed);
    await playDossiers(world, 5, random);
    await writeCheckpoint(world.db, testNow);
    const anchors = await readAnchors();
    const { refused, detected } = await stage("attacks", () =>
      attackSql({ urls, superuser, anchors, rounds: each, random }),
    );
    const violations = [...refused.violations, ...detected.violations];
    for (const violation of violations.slice(0, 20)) console.log(violation);
    console.log(
      `seed ${seed}: ${refused.app} statements as the app's role and ${refused.owner} as the owner, ${detected.tried} doings of a superuser: ${violations.length} not refused or not found`,
    );
    return violations.length === 0 ? 0 : 1;
  } finally {
    await Promise.all([world.db.$disconnect(), superuser.$disconnect()]);
  }
}
