import path from "node:path";

/** Where the clone stands. */
export const root = path.resolve(import.meta.dirname, "..");

/** The directory for everything that must survive a restart: database, secrets, evidence. */
export function dataDirectory(): string {
  return path.resolve(root, process.env.GONOGO_DATA_DIR || ".data");
}

/** Paths as a person in the clone would type them. */
export function shown(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative === "" ? "." : relative.startsWith("..") ? file : relative;
}
