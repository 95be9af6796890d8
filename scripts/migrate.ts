import { applyMigrations } from "./migration/apply.ts";
import { Refusal } from "./refusal.ts";
import { report } from "./stage.ts";

/** Applies migrations to the server of DATABASE_OWNER_URL (else DATABASE_URL) and grants the app's role its rights. */
try {
  const app = process.env.DATABASE_URL;
  const owner = process.env.DATABASE_OWNER_URL || app;
  if (!app || !owner) throw new Refusal("DATABASE_URL is not set.", "Name the database to migrate.");
  const applied = await applyMigrations(owner, decodeURIComponent(new URL(app).username));
  console.log(applied.length === 0 ? "Nothing to apply." : applied.join("\n"));
} catch (error) {
  process.exitCode = report(error);
}
