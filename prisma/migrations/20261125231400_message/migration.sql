-- Messages that leave: outbox and record; announcements, who is on call, escalations.
-- CreateTable
CREATE TABLE "message_setting" (
    "workspace_id" TEXT NOT NULL,
    "chat_url" BYTEA,
    "webhook_url" BYTEA,
    "secret_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "message_setting_pkey" PRIMARY KEY ("workspace_id")
);

-- CreateTable
CREATE TABLE "message" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "run_id" TEXT,
    "kind" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "name" TEXT,
    "subject" TEXT NOT NULL,
    "body" TEXT,
    "sealed_body" BYTEA,
    "body_sha256" BYTEA NOT NULL,
    "key" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "reason" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_attempt_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "about_id" TEXT,

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "announcement" (
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "share" INTEGER,
    "attempt" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "channels" TEXT[],
    "audience" TEXT,
    "sent_by_id" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "announcement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "on_call_duty" (
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "role" TEXT,
    "contact" TEXT,
    "person_id" TEXT,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3),
    "set_by_id" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "on_call_duty_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "escalation" (
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "tiers" JSONB NOT NULL,
    "wait_minutes" INTEGER NOT NULL,
    "tier" INTEGER NOT NULL DEFAULT 0,
    "started_by_id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "next_at" TIMESTAMPTZ(3),
    "acknowledged_at" TIMESTAMPTZ(3),
    "acknowledged_by" TEXT,
    "acknowledged_by_id" TEXT,
    "acknowledged_via" TEXT,
    "exhausted_at" TIMESTAMPTZ(3),

    CONSTRAINT "escalation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "message_key_key" ON "message"("key");

-- CreateIndex
CREATE INDEX "message_workspace_id_created_at_idx" ON "message"("workspace_id", "created_at");

-- CreateIndex
CREATE INDEX "message_run_id_idx" ON "message"("run_id");

-- CreateIndex
CREATE INDEX "message_about_id_idx" ON "message"("about_id");

-- CreateIndex
CREATE INDEX "announcement_run_id_idx" ON "announcement"("run_id");

-- CreateIndex
CREATE INDEX "on_call_duty_run_id_idx" ON "on_call_duty"("run_id");

-- CreateIndex
CREATE INDEX "escalation_run_id_idx" ON "escalation"("run_id");

-- AddForeignKey
ALTER TABLE "announcement" ADD CONSTRAINT "announcement_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "on_call_duty" ADD CONSTRAINT "on_call_duty_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "escalation" ADD CONSTRAINT "escalation_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


do $$
begin
  if exists (select from pg_roles where rolname = 'gonogo_app') and current_user <> 'gonogo_app' then
    grant select, insert, update, delete on message_setting, message, on_call_duty, escalation to gonogo_app;
    grant select, insert on announcement to gonogo_app;
    revoke delete on message, escalation from gonogo_app;
  end if;
end $$;
