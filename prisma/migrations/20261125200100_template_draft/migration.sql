-- A template or its next version before it is published.
-- CreateTable
CREATE TABLE "template_draft" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "template_id" TEXT,
    "base_version" INTEGER,
    "title" TEXT NOT NULL,
    "input" JSONB,
    "document" JSONB,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "saved_by_id" TEXT NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "template_draft_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "template_draft_template_id_key" ON "template_draft"("template_id");

-- CreateIndex
CREATE INDEX "template_draft_workspace_id_saved_at_idx" ON "template_draft"("workspace_id", "saved_at");

-- AddForeignKey
ALTER TABLE "template_draft" ADD CONSTRAINT "template_draft_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "template_draft" ADD CONSTRAINT "template_draft_template_id_fkey" FOREIGN KEY ("template_id") REFERENCES "template"("id") ON DELETE SET NULL ON UPDATE CASCADE;

do $$
begin
  if exists (select from pg_roles where rolname = 'gonogo_app') and current_user <> 'gonogo_app' then
    grant select, insert, update, delete on template_draft to gonogo_app;
  end if;
end $$;
