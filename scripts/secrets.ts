import { randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { errorCode, explained } from "./refusal.ts";

/** Random at the first start, kept for good in `secrets.json`, readable by the owner of the directory only. */
export type Secrets = { superuser: string; owner: string; app: string; session: string };

/** Reads the secrets of a data directory, making both on first use. */
export function loadSecrets(directory: string): Secrets {
  const file = path.join(directory, "secrets.json");
  try {
    // Root's server runs under another account, which must be able to pass through to its own folder.
    mkdirSync(directory, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    if (!existsSync(file)) {
      const draft = `${file}.${process.pid}`;
      const made: Secrets = { superuser: word(), owner: word(), app: word(), session: word() };
      try {
        writeFileSync(draft, JSON.stringify(made), { mode: 0o600 });
        // Of two that start at once the first one's stay: a link never replaces.
        linkSync(draft, file);
      } catch (error) {
        if (errorCode(error) !== "EEXIST") throw error;
      } finally {
        rmSync(draft, { force: true });
      }
    }
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw explained(error, directory);
  }
}

function word(): string {
  return randomBytes(24).toString("base64url");
}
