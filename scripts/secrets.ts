import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { explained } from "./refusal.ts";

/** Random at the first start, kept for good in `secrets.json`, readable by the owner of the directory only. */
export type Secrets = { superuser: string; owner: string; app: string; session: string };

/** Reads the secrets of a data directory, making both on first use. */
export function loadSecrets(directory: string): Secrets {
  const file = path.join(directory, "secrets.json");
  try {
    // Root's server runs under another account, which must be able to pass through to its own folder.
    mkdirSync(directory, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
    const made = { superuser: word(), owner: word(), app: word(), session: word() };
    writeFileSync(`${file}.new`, JSON.stringify(made), { mode: 0o600 });
    renameSync(`${file}.new`, file);
    return made;
  } catch (error) {
    throw explained(error, directory);
  }
}

function word(): string {
  return randomBytes(24).toString("base64url");
}
