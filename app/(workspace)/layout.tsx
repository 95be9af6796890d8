import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { AuditBanner } from "@/components/history/audit-banner";
import { CopyBanner } from "@/components/history/copy-banner";
import { AppShell } from "@/components/shell/app-shell";
import { BackupBanner } from "@/components/shell/backup-banner";
import { NudgeBanner } from "@/components/shell/nudge-banner";
import { OverrideStrip } from "@/components/shell/override-strip";
import type { Theme } from "@/components/shell/theme";
import { ClockProvider } from "@/components/ui/time";
import { currentActor } from "@/lib/auth/actor";
import { readAlarm } from "@/lib/data/audit-alarm.read";
import { readBackupState } from "@/lib/data/backup.read";
import { readCopyFaults } from "@/lib/data/copy-fault.read";
import { database } from "@/lib/data/database";
import { readMyNudges } from "@/lib/data/nudge.read";
import { readStandingOverrides } from "@/lib/data/override-standing.read";
import { readTimeZone } from "@/lib/data/profile.read";
import { readSessionView } from "@/lib/data/session.read";
import { may } from "@/lib/domain/permission";
import { env } from "@/lib/env";
import { requestTime } from "@/lib/http/request-time";

/** Draws the frame only for somebody we know; each page itself sends strangers to sign-in, as it knows its own path. */
export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const actor = await currentActor();
  if (!actor?.person) return children;
  const now = requestTime(await headers());
  const view = await readSessionView({ actor, db: database(), now });
  if (!view.ok) return children;
  const chosen = (await cookies()).get("gonogo-theme")?.value;
  const theme: Theme = chosen === "light" || chosen === "dark" ? chosen : "system";
  const { workspace, workspaces } = view.value;
  const alarm = may(actor, "workspace.audit") ? await readAlarm(database(), actor.workspaceId) : null;
  const backup = may(actor, "workspace.edit")
    ? await readBackupState(database(), new Date(), env().GONOGO_BACKUP_HOURS)
    : null;
  const copyFaults = may(actor, "workspace.edit") ? await readCopyFaults(database()) : [];
  const ctx = { actor, db: database(), now };
  const [nudges, overrides] = await Promise.all([readMyNudges(ctx), readStandingOverrides(ctx)]);
  const zone = await readTimeZone(database(), actor);
  const shell = (
    <AppShell
      theme={theme}
      notice={
        <>
          {alarm ? <AuditBanner faults={alarm.faults} since={alarm.since} /> : null}
          <CopyBanner faults={copyFaults} />
          <BackupBanner fault={backup?.fault ?? null} />
          <OverrideStrip overrides={overrides} />
          <NudgeBanner nudges={nudges} />
        </>
      }
      session={{
        person: actor.person,
        workspace,
        workspaces,
        may: { startRun: may(actor, "run.start"), writeTemplates: may(actor, "template.write") },
      }}
    >
      {children}
    </AppShell>
  );
  return zone === null ? (
    shell
  ) : (
    <ClockProvider now={now.toISOString()} timeZone={zone} fixed key={zone}>
      {shell}
    </ClockProvider>
  );
}
