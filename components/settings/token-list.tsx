"use client";

import { useRouter } from "next/navigation";
import { api } from "@/components/client/api";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog-confirm";
import { RelativeTime } from "@/components/ui/time";
import type { TokenScope } from "@/lib/domain/actor";
import { scopeWords } from "./role-words";

export type TokenLine = {
  id: string;
  name: string;
  kind: "personal" | "machine";
  scopes: TokenScope[];
  prefix: string;
  expiresAt: string;
  createdAt: string;
  createdBy: { name: string };
  lastUsedAt: string | null;
};

/** Tokens that still open something. */
export function TokenList({ tokens }: { tokens: readonly TokenLine[] }) {
  const router = useRouter();
  const revoke = async (id: string) => {
    const answer = await api("DELETE", `/tokens/${id}`);
    if (!answer.ok) return answer.message;
    router.refresh();
    return undefined;
  };
  return (
    <ul className="divide-y">
      {tokens.map((token) => (
        <li key={token.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 text-sm">
          <div className="min-w-0 flex-1 basis-64">
            <p className="flex flex-wrap items-center gap-1.5">
              <span className="font-strong">{token.name}</span>
              <code className="text-ink-3 text-xs">{token.prefix}…</code>
              {token.kind === "machine" ? <Badge tone="wait">machine</Badge> : <Badge>personal</Badge>}
              {token.scopes.map((scope) => (
                <Badge key={scope}>{scopeWords.find(({ value }) => value === scope)?.label ?? scope}</Badge>
              ))}
            </p>
            <p className="mt-0.5 text-ink-2 text-xs">
              by {token.createdBy.name} <RelativeTime at={token.createdAt} />;{" "}
              {token.lastUsedAt ? (
                <>
                  used <RelativeTime at={token.lastUsedAt} />
                </>
              ) : (
                "never used"
              )}
              ; ends <RelativeTime at={token.expiresAt} />
            </p>
          </div>
          <ConfirmDialog
            trigger={<Button size="sm">Revoke</Button>}
            title={`Revoke ${token.name}?`}
            description="Whatever uses it is refused from its next request on. This can’t be undone."
            action="Revoke token"
            onConfirm={() => revoke(token.id)}
          />
        </li>
      ))}
    </ul>
  );
}
