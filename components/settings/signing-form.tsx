"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { api } from "@/components/client/api";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { notify } from "@/components/ui/toast";
import { requirementWords, type SigningRequirement } from "@/lib/domain/signing-method";
import { useAgainSubmit } from "./use-again-submit";

const options = [
  { value: "password", label: "The password, or better", hint: "An authenticator app or a passkey will do as well" },
  { value: "second_factor", label: "A second factor", hint: "A code of an authenticator app, or a passkey" },
  { value: "passkey", label: "A passkey", hint: "The signature is the person’s own and verifies without this server" },
] as const;
const ssoOption = {
  value: "single_sign_on",
  label: "Single sign-on",
  hint: "Signing in anew at the sign-in service, for that statement",
} as const;

/** What a signature asks for in this workspace, from the next one on. */
export function SigningForm({ value, editable, sso }: { value: SigningRequirement; editable: boolean; sso: boolean }) {
  const router = useRouter();
  const [chosen, setChosen] = useState(value);
  const { busy, refusal, send, dialog } = useAgainSubmit();
  const change = (signingRequires: SigningRequirement) => {
    if (signingRequires === chosen) return;
    void send({
      call: (again) => api("PATCH", "/workspace", { body: { signingRequires, ...again } }),
      done: () => {
        setChosen(signingRequires);
        notify({ title: "Saved", tone: "good" });
        router.refresh();
      },
      ask: {
        title: "Change what a signature asks for?",
        description: `From the next signature on, at least: ${requirementWords[signingRequires]}. Now: ${requirementWords[chosen]}.`,
        hint: "Asked again, as it changes what all signatures here rest on.",
        action: "Change it",
      },
    });
  };
  return (
    <div className="flex max-w-[26rem] flex-col gap-3">
      <Field label="A signature asks at least for" error={refusal?.message}>
        <Select
          options={sso || value === "single_sign_on" ? [...options, ssoOption] : options}
          value={chosen}
          onChange={change}
          disabled={!editable || busy}
        />
      </Field>
      {editable ? (
        <p className="text-ink-2 text-sm">
          Whoever lacks what is asked for can’t sign until they add it under You. Signatures given before stay.
        </p>
      ) : (
        <Notice>Admins change this.</Notice>
      )}
      {dialog}
    </div>
  );
}
