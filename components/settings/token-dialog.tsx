"use client";

import { KeyRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { api, problemAt, problemElsewhere } from "@/components/client/api";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Refused } from "@/components/ui/refused";
import { Select } from "@/components/ui/select";
import type { TokenScope } from "@/lib/domain/actor";
import { scopeWords } from "./role-words";
import { SecretLine } from "./secret-line";
import { useAgainSubmit } from "./use-again-submit";

type Kind = "personal" | "machine";
const lifetimes = [
  { value: "7", label: "7 days" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "1 year" },
] as const;
const kinds = [
  { value: "personal", label: "Personal", hint: "Your rights, less signing, waivers, roles and tokens" },
  { value: "machine", label: "Machine", hint: "Belongs to the workspace; only what its scopes allow" },
] as const;

/** Makes an API token; its secret is shown once. */
export function TokenDialog({ mayMakeMachine }: { mayMakeMachine: boolean }) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [kind, setKind] = useState<Kind>("personal");
  const [scopes, setScopes] = useState<TokenScope[]>(["gate"]);
  const [days, setDays] = useState<(typeof lifetimes)[number]["value"]>("90");
  const [secret, setSecret] = useState<string>();
  const { busy, refusal, send, dialog } = useAgainSubmit<{ secret: string }>();
  const change = (next: boolean) => {
    setOpen(next);
    if (next) {
      setSecret(undefined);
      setName("");
    }
  };
  const mint = (event: FormEvent) => {
    event.preventDefault();
    const body = { name, kind, expiresInDays: Number(days), ...(kind === "machine" ? { scopes } : {}) };
    void send({
      call: (again) => api("POST", "/tokens", { body: { ...body, ...again } }),
      done: (token) => {
        setSecret(token.secret);
        router.refresh();
      },
      ask: {
        title: `Make the token ${name}?`,
        description:
          kind === "machine"
            ? "Whoever has it may do what its scopes say, without signing in, until it ends or is revoked."
            : "Whoever has it acts as you, without signing in, until it ends or is revoked.",
        action: "Make the token",
      },
    });
  };
  const elsewhere = problemElsewhere(refusal, ["name"]);
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      trigger={
        <Button size="sm" variant="primary" icon={<KeyRound aria-hidden className="size-4" />}>
          New token
        </Button>
      }
      title={secret ? "Copy the token now" : "New API token"}
      description={
        secret ? "It is shown only this once. We keep a digest of it, which can’t be turned back." : undefined
      }
      footer={
        secret ? (
          <Button variant="primary" onClick={() => change(false)}>
            Done
          </Button>
        ) : (
          <Button
            type="submit"
            form="token"
            variant="primary"
            busy={busy}
            disabled={kind === "machine" && scopes.length === 0}
          >
            Make the token
          </Button>
        )
      }
    >
      {secret ? (
        <SecretLine label="Token" secret={secret} />
      ) : (
        <form id="token" method="post" onSubmit={mint} className="flex flex-col gap-4">
          <Refused>{elsewhere}</Refused>
          <Field
            label="Name"
            hint="What uses it, so that you know later what stops when it is revoked."
            error={problemAt(refusal, "name")}
          >
            <Input
              name="name"
              required
              maxLength={120}
              autoComplete="off"
              placeholder="Deploy pipeline"
              value={name}
              onValueChange={setName}
            />
          </Field>
          <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
            <Field label="Kind">
              <Select options={kinds} value={kind} onChange={setKind} disabled={!mayMakeMachine} />
            </Field>
            <Field label="Ends after">
              <Select options={lifetimes} value={days} onChange={setDays} />
            </Field>
          </div>
          {kind === "machine" ? <Scopes value={scopes} onChange={setScopes} /> : null}
        </form>
      )}
      {dialog}
    </Dialog>
  );
}

function Scopes({ value, onChange }: { value: readonly TokenScope[]; onChange: (scopes: TokenScope[]) => void }) {
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 font-strong text-sm">It may</legend>
      {scopeWords.map(({ value: scope, label, hint }) => (
        <Checkbox
          key={scope}
          checked={value.includes(scope)}
          onChange={(on) => onChange(on ? [...value, scope] : value.filter((each) => each !== scope))}
          label={label}
          hint={hint}
        />
      ))}
    </fieldset>
  );
}
