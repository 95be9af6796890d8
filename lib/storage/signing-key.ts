import { generateKeyPairSync } from "node:crypto";
import { mkdir, open, readFile, rename } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { canonicalJson } from "@/lib/domain/canonical-json";
import { toBase64 } from "@/lib/domain/dsse";
import { handoverType, type PublicKey, publicKeySchema } from "@/lib/domain/signing-key";
import { env } from "@/lib/env";
import { type Signer, seal, signerOf } from "./ed25519";

/** Key, public keys and checkpoints: everything of the history that must not be in the database. */
export function auditDirectory(): string {
  return path.join(env().GONOGO_DATA_DIR, "audit");
}

const keyFile = () => path.join(auditDirectory(), "checkpoint.key");
const ringFile = () => path.join(auditDirectory(), "keys.json");

/** The installation's key, made at the first call; a key put in place from outside joins the list without a handover. */
export async function installationKey(now: Date): Promise<{ signer: Signer; keys: PublicKey[] }> {
  const signer = signerOf(await privateKey());
  const keys = await publicKeys();
  if (keys.some(({ keyId }) => keyId === signer.keyId)) return { signer, keys };
  const joined = [...keys, publicPart(signer, now, null)];
  await replaceFile(ringFile(), `${JSON.stringify(joined, null, 2)}\n`, 0o644);
  return { signer, keys: joined };
}

/** Every key there was, the first one first; empty before the first start. */
export async function publicKeys(): Promise<PublicKey[]> {
  const text = await readFile(ringFile(), "utf8").catch(missing);
  return text === null ? [] : z.array(publicKeySchema).parse(JSON.parse(text));
}

/** Makes a new key and has the old one hand over to it. The caller keeps others from signing meanwhile. */
export async function rotateKey(now: Date): Promise<{ from: string; to: string }> {
  if (env().GONOGO_CHECKPOINT_KEY) throw new Error("GONOGO_CHECKPOINT_KEY names the key: exchange it there.");
  const { signer: old, keys } = await installationKey(now);
  const pem = generatePem();
  const signer = signerOf(pem);
  const said = { from: old.keyId, to: toBase64(signer.publicKey), at: now.toISOString() };
  const handover = seal(handoverType, canonicalJson(said), [old, signer]);
  // The list first: should we die in between, the old key goes on signing and is still in it.
  const joined = [...keys, publicPart(signer, now, handover)];
  await replaceFile(path.join(auditDirectory(), `retired-${old.keyId}.key`), await privateKey(), 0o600);
  await replaceFile(ringFile(), `${JSON.stringify(joined, null, 2)}\n`, 0o644);
  await replaceFile(keyFile(), pem, 0o600);
  return { from: old.keyId, to: signer.keyId };
}

async function privateKey(): Promise<string> {
  const given = env().GONOGO_CHECKPOINT_KEY;
  if (given?.includes("-----BEGIN")) return given.replaceAll("\\n", "\n");
  if (given) return readFile(given, "utf8");
  const known = await readFile(keyFile(), "utf8").catch(missing);
  if (known !== null) return known;
  await mkdir(auditDirectory(), { recursive: true, mode: 0o700 });
  try {
    await writeSynced(keyFile(), generatePem(), 0o600, "wx");
  } catch (error) {
    // Another instance was faster.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return readFile(keyFile(), "utf8");
}

function generatePem(): string {
  return generateKeyPairSync("ed25519").privateKey.export({ format: "pem", type: "pkcs8" }).toString();
}

function publicPart({ keyId, publicKey }: Signer, now: Date, handover: PublicKey["handover"]): PublicKey {
  return { keyId, publicKey: toBase64(publicKey), since: now.toISOString(), handover };
}

async function replaceFile(file: string, text: string, mode: number): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const temporary = `${file}.${process.pid}`;
  await writeSynced(temporary, text, mode, "w");
  await rename(temporary, file);
}

async function writeSynced(file: string, text: string, mode: number, flag: "w" | "wx"): Promise<void> {
  const handle = await open(file, flag, mode);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function missing(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
