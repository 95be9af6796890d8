-- Why a version was published.
ALTER TABLE "template_version" ADD COLUMN     "message" TEXT;
