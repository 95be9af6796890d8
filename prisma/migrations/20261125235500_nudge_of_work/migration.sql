-- A nudge asks for a signature, or one person for what they hold up.
ALTER TABLE "nudge" ALTER COLUMN "signoff_key" DROP NOT NULL;
ALTER TABLE "nudge" ADD COLUMN "person_id" TEXT;
ALTER TABLE "nudge" ADD CONSTRAINT "nudge_about" CHECK (("signoff_key" IS NULL) <> ("person_id" IS NULL));
