"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Again } from "@/components/account/proof-ways";
import { api } from "@/components/client/api";
import { leaveTo } from "@/components/client/leave";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Refused } from "@/components/ui/refused";
import { RelativeTime } from "@/components/ui/time";
import { notify } from "@/components/ui/toast";
import { useAgain } from "./use-again";

type Props = {
  name: string;
  connection: { createdAt: string; lastUsedAt: string } | null;
  /** Why connecting just failed. */
  problem: string | null;
};

/** Whether this account is connected to the sign-in service; connecting proves both sides. */
export function SsoCard({ name, connection, problem }: Props) {
  const router = useRouter();
  const { ask, dialog, ways } = useAgain();
  const [refused, setRefused] = useState<string | undefined>(problem ?? undefined);
  const connect = async (again: Again) => {
    const answer = await api<{ url: string }>("POST", "/factors/sso", { body: again });
    if (!answer.ok) return answer.message;
    leaveTo(answer.value.url);
    return undefined;
  };
  const disconnect = async (again: Again) => {
    const answer = await api("POST", "/factors/sso/remove", { body: again });
    if (!answer.ok) return answer.message;
    notify({ title: "Disconnected", tone: "good" });
    router.refresh();
    return undefined;
  };
  return (
    <div className="flex flex-col gap-3 px-4 py-3 text-sm">
      <Refused>{refused}</Refused>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-56">
          <p className="font-strong">
            {name} {connection ? <Badge tone="go">connected</Badge> : <Badge>not connected</Badge>}
          </p>
          <p className="text-ink-2 text-xs">
            {connection ? (
              <>
                Signs you in, and signs statements by signing in anew; used <RelativeTime at={connection.lastUsedAt} />.
              </>
            ) : (
              "Connect it to sign in with it. You sign in there once, to show that both accounts are yours."
            )}
          </p>
        </div>
        {connection === null ? (
          <Button
            size="sm"
            onClick={async () => setRefused(await ask({ title: `Connect ${name}`, action: "Go on", run: connect }))}
          >
            Connect
          </Button>
        ) : ways.password ? (
          <Button
            size="sm"
            onClick={async () =>
              setRefused(
                await ask({
                  title: `Disconnect ${name}?`,
                  description: "You sign in with your password from then on.",
                  action: "Disconnect",
                  run: disconnect,
                }),
              )
            }
          >
            Disconnect
          </Button>
        ) : null}
      </div>
      {dialog}
    </div>
  );
}
