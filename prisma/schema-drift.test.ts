import { expect, inject, test } from "vitest";
import { diffMigrations } from "@/scripts/migration/diff";
import { createDatabase } from "@/scripts/postgres/temporary";
import { testDatabase } from "@/scripts/test/database";

test("the migrations build exactly what prisma/schema.prisma says", async () => {
  const { superuser } = await testDatabase();
  const { port, secrets } = inject("databaseServer");
  const shadow = await createDatabase(port, secrets, "shadow", "template0");
  expect(await diffMigrations(superuser, shadow.superuser)).toBe("");
});
