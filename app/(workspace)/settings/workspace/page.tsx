import type { Metadata } from "next";
import { HoursForm } from "@/components/settings/hours-form";
import { SettingsGroup } from "@/components/settings/settings-group";
import { SigningForm } from "@/components/settings/signing-form";
import { AgainProvider } from "@/components/settings/use-again";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { ssoName } from "@/lib/auth/sso-provider";
import { readWorkspaceSettings } from "@/lib/data/workspace-setting.read";
import { may } from "@/lib/domain/permission";
import { pageContext } from "../../page-context";
import { readProofWays } from "../proof-ways";

export const metadata: Metadata = { title: "Workspace" };

export default async function WorkspacePage() {
  const ctx = await pageContext("/settings/workspace");
  const settings = await readWorkspaceSettings(ctx);
  return (
    <AgainProvider ways={await readProofWays(ctx)}>
      <PageHeader title="Workspace" lead="What holds for everybody here." />
      <div className="flex flex-col gap-4">
        <SettingsGroup title="Signing" lead="Everybody is asked again who they are at the moment they sign.">
          {settings.ok ? (
            <SigningForm
              value={settings.value.signingRequires}
              editable={may(ctx.actor, "workspace.edit")}
              sso={ssoName() !== null}
            />
          ) : (
            <Notice tone="no">{settings.message}</Notice>
          )}
        </SettingsGroup>
        {settings.ok ? (
          <SettingsGroup title="Working hours" lead="Forecasts lay work within them.">
            <HoursForm value={settings.value.workingHours} editable={may(ctx.actor, "workspace.edit")} />
          </SettingsGroup>
        ) : null}
      </div>
    </AgainProvider>
  );
}
