-- Somebody who leaves one workspace keeps their place in the others.
ALTER TABLE "membership" ADD COLUMN "disabled_at" TIMESTAMPTZ(3);
