import type { Metadata } from "next";
import { SettingsGroup } from "@/components/settings/settings-group";
import { TokenDialog } from "@/components/settings/token-dialog";
import { TokenList } from "@/components/settings/token-list";
import { AgainProvider } from "@/components/settings/use-again";
import { CodeBlock } from "@/components/ui/code-block";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { listTokens } from "@/lib/data/token.read";
import { may } from "@/lib/domain/permission";
import { env } from "@/lib/env";
import { pageContext } from "../../page-context";
import { readProofWays } from "../proof-ways";

export const metadata: Metadata = { title: "API tokens" };

export default async function TokensPage() {
  const ctx = await pageContext("/settings/tokens");
  const tokens = await listTokens(ctx, { limit: 100 });
  const ask = `curl -H "Authorization: Bearer $GONOGO_TOKEN" ${env().GONOGO_URL}/api/v1/runs/RUN/gate`;
  return (
    <AgainProvider ways={await readProofWays(ctx)}>
      <PageHeader
        title="API tokens"
        lead="For programs: a pipeline asks the gate before it deploys, a check reports its result. No token signs."
      />
      <div className="flex flex-col gap-4">
        <SettingsGroup title="Tokens" flush actions={<TokenDialog mayMakeMachine={may(ctx.actor, "token.machine")} />}>
          {!tokens.ok ? <Notice tone="no">{tokens.message}</Notice> : null}
          {tokens.ok && tokens.value.items.length > 0 ? <TokenList tokens={tokens.value.items} /> : null}
          {tokens.ok && tokens.value.items.length === 0 ? (
            <EmptyState title="No tokens">
              A machine token with the scope to ask gates is all a pipeline needs; give each pipeline its own.
            </EmptyState>
          ) : null}
        </SettingsGroup>
        <SettingsGroup
          title="Asking the gate"
          lead="200 when it may deploy, 409 when not, 503 when that can’t be told. The body says why."
        >
          <CodeBlock text={ask} label="Shell" />
        </SettingsGroup>
      </div>
    </AgainProvider>
  );
}
