import path from "node:path";
import { env } from "@/lib/env";
import type { Storage } from "./backend";
import { localStorage } from "./local";

let storage: Storage | undefined;

/** Where this installation keeps its evidence. */
export function evidenceStorage(): Storage {
  storage ??= localStorage(path.join(env().GONOGO_DATA_DIR, "evidence"));
  return storage;
}
