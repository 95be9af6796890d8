"use client";

import { KeyRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Again } from "@/components/account/proof-ways";
import { type PasskeySite, usePasskeyHint } from "@/components/account/use-passkey-place";
import { api } from "@/components/client/api";
import { makePasskey } from "@/components/client/passkey";
import { Badge } from "@/components/ui/badge";
import { Button, ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Refused } from "@/components/ui/refused";
import { RelativeTime } from "@/components/ui/time";
import { notify } from "@/components/ui/toast";
import { deviceName } from "./device-name";
import { PasskeyRename } from "./passkey-rename";
import { RecoveryCodes } from "./recovery-codes";
import { useAgain } from "./use-again";

export type PasskeyLine = {
  id: string;
  name: string;
  backedUp: boolean;
  createdAt: string;
  lastUsedAt: string | null;
};
type Question = { challenge: string; options: object };
type Added = { recoveryCodes: string[] | null };

/** Passkeys: to sign in without a password, and to sign statements with a signature of one's own. */
export function PasskeyCard({ passkeys, site }: { passkeys: readonly PasskeyLine[]; site: PasskeySite }) {
  const router = useRouter();
  const hint = usePasskeyHint(site);
  const { ask, dialog } = useAgain();
  const [codes, setCodes] = useState<string[] | null>(null);
  const [refused, setRefused] = useState<string>();
  const add = async (again: Again) => {
    setRefused(undefined);
    const begun = await api<Question>("POST", "/factors/passkeys/begin", { body: again });
    if (!begun.ok) return begun.message;
    const made = await makePasskey(begun.value.options);
    if (!made.ok) return made.message;
    const name = deviceName(navigator.userAgent);
    const body = { challenge: begun.value.challenge, name, response: made.value };
    const added = await api<Added>("POST", "/factors/passkeys", { body });
    if (!added.ok) return added.message;
    setCodes(added.value.recoveryCodes);
    notify({ title: "The passkey is added", tone: "good" });
    router.refresh();
    return undefined;
  };
  const remove = (id: string) => async (again: Again) => {
    const answer = await api("POST", `/factors/passkeys/${id}/remove`, { body: again });
    if (!answer.ok) return answer.message;
    notify({ title: "The passkey is removed", tone: "good" });
    router.refresh();
    return undefined;
  };
  return (
    <div className="flex flex-col divide-y text-sm">
      {passkeys.map((passkey) => (
        <div key={passkey.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
          <div className="min-w-0 flex-1 basis-56">
            <p className="flex flex-wrap items-center gap-1.5">
              <span className="wrap-anywhere font-strong">{passkey.name}</span>
              {passkey.backedUp ? <Badge>synced</Badge> : <Badge>this device only</Badge>}
            </p>
            <p className="text-ink-2 text-xs">
              added <RelativeTime at={passkey.createdAt} />;{" "}
              {passkey.lastUsedAt ? (
                <>
                  used <RelativeTime at={passkey.lastUsedAt} />
                </>
              ) : (
                "never used"
              )}
            </p>
          </div>
          <PasskeyRename passkey={passkey} />
          <Button
            size="sm"
            aria-label={`Remove ${passkey.name}`}
            onClick={async () =>
              setRefused(
                await ask({
                  title: `Remove ${passkey.name}?`,
                  description: "It opens and signs nothing any more. What it signed stays valid.",
                  action: "Remove passkey",
                  run: remove(passkey.id),
                }),
              )
            }
          >
            Remove
          </Button>
        </div>
      ))}
      <div className="flex flex-col gap-3 px-4 py-3">
        {hint ? (
          <Notice
            tone="hold"
            actions={
              hint.href ? (
                <ButtonLink size="sm" href={`${hint.href}/settings`}>
                  Go there
                </ButtonLink>
              ) : null
            }
          >
            {hint.text}
          </Notice>
        ) : (
          <Button
            size="sm"
            className="self-start"
            icon={<KeyRound aria-hidden className="size-4" />}
            onClick={async () => setRefused(await ask({ title: "Add a passkey", action: "Go on", run: add }))}
          >
            Add a passkey
          </Button>
        )}
        <Refused>{refused}</Refused>
      </div>
      {dialog}
      <RecoveryCodes codes={codes} onClose={() => setCodes(null)} />
    </div>
  );
}
