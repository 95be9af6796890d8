import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { env } from "@/lib/env";
import { checkpointFile, checkpointFileSize, readCheckpoints } from "./checkpoint-file";
import { OtherObject, putObject } from "./s3-put";
import { auditDirectory } from "./signing-key";

const patienceMs = 10_000;
/** Lines sent to one place in one round: a place that was away for days catches up over several. */
const most = 100;

/** What keeps a copy: told the number of the line and its text; throws when it isn't sure to have it. Safe to repeat. */
export type CopyTarget = { name: string; send: (number: number, text: string) => Promise<void> };

/** The places named in GONOGO_CHECKPOINT_COPIES. */
export function copyTargets(setting: string = env().GONOGO_CHECKPOINT_COPIES): CopyTarget[] {
  return setting.split(/\s+/).filter(Boolean).map(targetOf);
}

function targetOf(place: string): CopyTarget {
  if (place.startsWith("s3://")) {
    const [bucket = "", ...prefix] = place.slice("s3://".length).split("/");
    const key = (number: number) => [...prefix.filter(Boolean), fileName(number)].join("/");
    return { name: place, send: (number, text) => putObject(bucket, key(number), text) };
  }
  if (/^https?:\/\//.test(place)) return { name: place, send: (number, text) => post(place, number, text) };
  return {
    name: place,
    async send(number, text) {
      const file = path.join(path.resolve(place), fileName(number));
      // Not with what lies above it: where a disk isn't mounted, nothing must look like a copy.
      await mkdir(path.dirname(file)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "EEXIST") throw error;
      });
      const kept = await readFile(file, "utf8").catch(() => null);
      if (kept === `${text}\n`) return;
      // After a restore that lost checkpoints: what the place knows of them must not be overwritten.
      if (kept !== null) throw new OtherObject();
      await writeFile(`${file}.part`, `${text}\n`);
      await rename(`${file}.part`, file);
    },
  };
}

/** So that names sort as the lines do. */
function fileName(number: number): string {
  return `checkpoint-${String(number).padStart(9, "0")}.json`;
}

async function post(url: string, number: number, text: string): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": `gonogo-checkpoint-${number}` },
    body: text,
    redirect: "error",
    signal: AbortSignal.timeout(patienceMs),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`it answered ${response.status}`);
}

/** A place that couldn't be given what it lacks, named without its secrets, and why. */
export type CopyFault = { place: string; why: string };

/**
 * Sends every place what it doesn't have yet, in order. Gives what went wrong; the next round tries again. How far each
 * place is stands beside the checkpoints.
 */
export async function sendCopies(targets: readonly CopyTarget[]): Promise<CopyFault[]> {
  if (targets.length === 0 || (await checkpointFileSize()) === 0) return [];
  const progress = await readProgress();
  const faults: CopyFault[] = [];
  for (const target of targets) {
    const done = progress[target.name] ?? 0;
    let sent = 0;
    try {
      for await (const { number, text } of readCheckpoints(checkpointFile())) {
        if (number <= done) continue;
        if (sent >= most) break;
        await answered(target, number, text);
        progress[target.name] = number;
        sent += 1;
      }
    } catch (error) {
      faults.push({ place: withoutSecrets(target.name), why: reasonOf(error) });
    }
  }
  await writeProgress(progress);
  return faults;
}

/** What a place was sent and hasn't answered yet. A disk that hangs holds a thread of the process: never a second one. */
const unanswered = new Set<string>();

/** A disk that hangs must not hold up the other places, nor the look at the history after them. */
async function answered(target: CopyTarget, number: number, text: string): Promise<void> {
  if (unanswered.has(target.name)) throw new Error("it still doesn't answer");
  unanswered.add(target.name);
  const sending = target.send(number, text).finally(() => unanswered.delete(target.name));
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("it doesn't answer")), 2 * patienceMs);
  });
  await Promise.race([sending, late])
    .catch((error) => {
      if (!(error instanceof OtherObject)) throw error;
      throw new Error(`another checkpoint ${number} is there already: docs/security.md says what to do`);
    })
    .finally(() => clearTimeout(timer));
}

/** Node says "fetch failed" and leaves why to the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? error.cause : null;
  const code = cause && "code" in cause ? String(cause.code) : cause?.message;
  return code ? `${error.message} (${code})` : error.message;
}

/** Webhooks carry their secret in the query or as a password. */
function withoutSecrets(place: string): string {
  if (!URL.canParse(place)) return place;
  const { protocol, host, pathname } = new URL(place);
  return protocol.startsWith("http") ? `${protocol}//${host}` : `${protocol}//${host}${pathname}`;
}

const progressFile = () => path.join(auditDirectory(), "copies.json");

async function readProgress(): Promise<Record<string, number>> {
  const text = await readFile(progressFile(), "utf8").catch(() => "{}");
  return z.record(z.string(), z.int()).catch({}).parse(JSON.parse(text));
}

async function writeProgress(progress: Record<string, number>): Promise<void> {
  await writeFile(`${progressFile()}.part`, `${JSON.stringify(progress, null, 2)}\n`, { mode: 0o600 });
  await rename(`${progressFile()}.part`, progressFile());
}
