"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Again } from "@/components/account/proof-ways";
import { api } from "@/components/client/api";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DayTime } from "@/components/ui/time";
import { notify } from "@/components/ui/toast";
import { RecoveryCodes } from "./recovery-codes";
import { TotpDialog, type TotpSecret } from "./totp-dialog";
import { useAgain } from "./use-again";

type Props = { confirmedAt: string | null; recoveryCodesLeft: number };

/** The authenticator app, and the recovery codes that stand in for any second factor. */
export function TotpCard({ confirmedAt, recoveryCodesLeft }: Props) {
  const router = useRouter();
  const { ask, dialog, ways } = useAgain();
  const [secret, setSecret] = useState<TotpSecret | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const begin = async (again: Again) => {
    const answer = await api<TotpSecret>("POST", "/factors/totp", { body: again });
    if (!answer.ok) return answer.message;
    setSecret(answer.value);
    return undefined;
  };
  const remove = async (again: Again) => {
    const answer = await api("POST", "/factors/totp/remove", { body: again });
    if (!answer.ok) return answer.message;
    notify({ title: "The authenticator app is removed", tone: "good" });
    router.refresh();
    return undefined;
  };
  const renew = async (again: Again) => {
    const answer = await api<{ recoveryCodes: string[] }>("POST", "/factors/recovery-codes", { body: again });
    if (!answer.ok) return answer.message;
    setCodes(answer.value.recoveryCodes);
    router.refresh();
    return undefined;
  };
  const complain = async (asked: Promise<string | undefined>) => {
    const refused = await asked;
    if (refused) notify({ title: refused, tone: "bad" });
  };
  return (
    <div className="flex flex-col divide-y text-sm">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
        <div className="min-w-0 flex-1 basis-56">
          <p className="font-strong">
            Authenticator app {confirmedAt ? <Badge tone="go">on</Badge> : <Badge>off</Badge>}
          </p>
          <p className="text-ink-2 text-xs">
            {confirmedAt ? (
              <>
                Asked for at sign-in since <DayTime within at={confirmedAt} />.
              </>
            ) : (
              "Six digits from your phone, asked for after the password."
            )}
          </p>
        </div>
        {confirmedAt ? (
          <Button
            size="sm"
            onClick={() => complain(ask({ title: "Remove the authenticator app?", action: "Remove", run: remove }))}
          >
            Remove
          </Button>
        ) : (
          <Button
            size="sm"
            onClick={() => complain(ask({ title: "Add an authenticator app", action: "Go on", run: begin }))}
          >
            Add an authenticator app
          </Button>
        )}
      </div>
      {ways.second ? (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
          <div className="min-w-0 flex-1 basis-56">
            <p className="font-strong">Recovery codes</p>
            <p className="text-ink-2 text-xs">
              {recoveryCodesLeft} left. Each stands in once for your second factor at sign-in; none signs.
            </p>
          </div>
          <Button
            size="sm"
            onClick={() =>
              complain(
                ask({
                  title: "Make new recovery codes?",
                  description: "The old ones stop working.",
                  action: "Make new codes",
                  run: renew,
                }),
              )
            }
          >
            Make new codes
          </Button>
        </div>
      ) : null}
      {dialog}
      <TotpDialog
        secret={secret}
        onClose={() => setSecret(null)}
        onConfirmed={(made) => {
          setSecret(null);
          setCodes(made);
          notify({ title: "The authenticator app is on", tone: "good" });
          router.refresh();
        }}
      />
      <RecoveryCodes codes={codes} onClose={() => setCodes(null)} />
    </div>
  );
}
