-- Freeze windows, and what the dashboard remembers: where a run stood each day, saved views, what a person saw last.
-- CreateTable
CREATE TABLE "freeze_window" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "environments" TEXT[],
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "freeze_window_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saved_view" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dashboard_visit" (
    "workspace_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "base_at" TIMESTAMPTZ(3) NOT NULL,
    "base" JSONB NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "last" JSONB NOT NULL,

    CONSTRAINT "dashboard_visit_pkey" PRIMARY KEY ("workspace_id","person_id")
);

-- CreateTable
CREATE TABLE "run_day" (
    "run_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "verdict" TEXT NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "late" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "run_day_pkey" PRIMARY KEY ("run_id","day")
);

-- CreateIndex
CREATE INDEX "freeze_window_workspace_id_ends_at_idx" ON "freeze_window"("workspace_id", "ends_at");

-- CreateIndex
CREATE INDEX "saved_view_workspace_id_name_idx" ON "saved_view"("workspace_id", "name");

-- AddForeignKey
ALTER TABLE "freeze_window" ADD CONSTRAINT "freeze_window_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dashboard_visit" ADD CONSTRAINT "dashboard_visit_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_day" ADD CONSTRAINT "run_day_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

do $$
begin
  if exists (select from pg_roles where rolname = 'gonogo_app') and current_user <> 'gonogo_app' then
    grant select, insert, update, delete on freeze_window, saved_view, dashboard_visit, run_day to gonogo_app;
    revoke delete on freeze_window from gonogo_app;
  end if;
end $$;
