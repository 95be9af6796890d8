import type { Metadata } from "next";
import { FactorResetNotice } from "@/components/settings/factor-reset-notice";
import { PasskeyCard } from "@/components/settings/passkey-card";
import { PasswordForm } from "@/components/settings/password-form";
import { roleLabel } from "@/components/settings/role-words";
import { SessionList } from "@/components/settings/session-list";
import { SettingsGroup } from "@/components/settings/settings-group";
import { SsoCard } from "@/components/settings/sso-card";
import { TotpCard } from "@/components/settings/totp-card";
import { AgainProvider } from "@/components/settings/use-again";
import { ZoneForm } from "@/components/settings/zone-form";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { passkeySite } from "@/lib/auth/passkey";
import { ssoName } from "@/lib/auth/sso-provider";
import { readFactors } from "@/lib/data/factor.read";
import { readFactorReset } from "@/lib/data/factor-reset.read";
import { readTimeZone } from "@/lib/data/profile.read";
import { listSessions } from "@/lib/data/session.read";
import { countTokens } from "@/lib/data/token.read";
import { ssoProblemOf, ssoProblems } from "@/lib/domain/sso-problem";
import { pageContext } from "../page-context";
import { readProofWays } from "./proof-ways";

export const metadata: Metadata = { title: "Your settings" };

type Props = { searchParams: Promise<{ sso?: string }> };

export default async function SettingsPage({ searchParams }: Props) {
  const ctx = await pageContext("/settings");
  const [sessions, factors, ways, tokens, reset, zone] = await Promise.all([
    listSessions(ctx),
    readFactors(ctx),
    readProofWays(ctx),
    countTokens(ctx),
    readFactorReset(ctx),
    readTimeZone(ctx.db, ctx.actor),
  ]);
  const { person, roles } = ctx.actor;
  const sso = ssoName();
  const problem = ssoProblemOf((await searchParams).sso);
  return (
    <AgainProvider ways={ways}>
      <PageHeader title="You" />
      {reset ? <FactorResetNotice {...reset} /> : null}
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
        <SettingsGroup
          title="Times"
          lead="Each run has clocks of its own: where they differ from yours, both are shown."
        >
          <ZoneForm value={zone} />
        </SettingsGroup>
        {factors.ok && !factors.value.password ? null : (
          <SettingsGroup title="Password" lead={passwordLead(tokens)}>
            <PasswordForm tokens={tokens} />
          </SettingsGroup>
        )}
        {factors.ok && sso ? (
          <SettingsGroup title="Single sign-on" flush>
            <SsoCard name={sso} connection={factors.value.singleSignOn} problem={problem && ssoProblems[problem]} />
          </SettingsGroup>
        ) : null}
        {factors.ok ? (
          <>
            <SettingsGroup title="Second factor" flush>
              <TotpCard
                confirmedAt={factors.value.totp?.confirmedAt ?? null}
                recoveryCodesLeft={factors.value.recoveryCodesLeft}
              />
            </SettingsGroup>
            <SettingsGroup
              title="Passkeys"
              flush
              lead="They sign you in without a password. A statement signed with one carries your own signature, which verifies without this server."
            >
              <PasskeyCard passkeys={factors.value.passkeys} site={passkeySite()} />
            </SettingsGroup>
          </>
        ) : null}
        <SettingsGroup title="Sessions" flush lead="Where you are signed in.">
          {sessions.ok ? (
            <SessionList sessions={sessions.value.items} />
          ) : (
            <Notice tone="no">{sessions.message}</Notice>
          )}
        </SettingsGroup>
      </div>
    </AgainProvider>
  );
}

function passwordLead(tokens: number): string {
  if (tokens === 0) return "Changing it ends every other session of yours.";
  const those = tokens === 1 ? "your personal token" : `your ${tokens} personal tokens`;
  return `Changing it ends every other session of yours, and ${those}, unless you keep ${tokens === 1 ? "it" : "them"}.`;
}
