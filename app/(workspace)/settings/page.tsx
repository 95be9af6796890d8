import type { Metadata } from "next";
import { PasswordForm } from "@/components/settings/password-form";
import { roleLabel } from "@/components/settings/role-words";
import { SessionList } from "@/components/settings/session-list";
import { SettingsGroup } from "@/components/settings/settings-group";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { listSessions } from "@/lib/data/session.read";
import { pageContext } from "../page-context";

export const metadata: Metadata = { title: "Your settings" };

export default async function SettingsPage() {
  const ctx = await pageContext("/settings");
  const sessions = await listSessions(ctx);
  const { person, roles } = ctx.actor;
  return (
    <>
      <PageHeader title="You" />
      <div className="flex flex-col gap-4">
        <SettingsGroup title="Profile">
          <div className="flex items-center gap-4">
            <Avatar name={person?.name ?? null} size="lg" decorative />
            <div className="min-w-0 text-sm">
              <p className="font-strong text-base">{person?.name}</p>
              <p className="text-ink-2 wrap-anywhere">{person?.email}</p>
            </div>
            <div className="ml-auto flex flex-wrap justify-end gap-1">
              {roles.map((role) => (
                <Badge key={role}>{roleLabel(role)}</Badge>
              ))}
            </div>
          </div>
        </SettingsGroup>
        <SettingsGroup title="Password" lead="Changing it ends every other session of yours.">
          <PasswordForm />
        </SettingsGroup>
        <SettingsGroup title="Sessions" flush lead="Where you are signed in.">
          {sessions.ok ? (
            <SessionList sessions={sessions.value.items} />
          ) : (
            <Notice tone="no">{sessions.message}</Notice>
          )}
        </SettingsGroup>
      </div>
    </>
  );
}
