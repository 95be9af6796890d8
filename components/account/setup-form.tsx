"use client";

import { type FormEvent, useState } from "react";
import { api, problemAt, problemElsewhere } from "@/components/client/api";
import { leaveTo } from "@/components/client/leave";
import { useSubmit } from "@/components/client/use-submit";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Refused } from "@/components/ui/refused";
import { PasswordField } from "./password-field";

const blank = { code: "", workspace: "", name: "", email: "", password: "" };
const fields = Object.keys(blank);

/** Makes the first workspace and its owner; whoever reads the terminal may. */
export function SetupForm() {
  const [values, setValues] = useState(blank);
  const [sample, setSample] = useState(true);
  const { busy, refusal, submit } = useSubmit();
  const set = (name: keyof typeof blank) => (value: string) => setValues((before) => ({ ...before, [name]: value }));
  const send = (event: FormEvent) => {
    event.preventDefault();
    void submit(
      () => api("POST", "/setup", { body: { ...values, code: values.code.trim(), sample }, anonymous: true }),
      () => leaveTo("/"),
    );
  };
  const wrongCode = refusal?.code === "setup_code_wrong" ? refusal.message : undefined;
  const elsewhere = wrongCode ? undefined : problemElsewhere(refusal, fields);
  return (
    <form method="post" onSubmit={send} className="flex flex-col gap-4">
      <Refused>{elsewhere}</Refused>
      <Field
        label="Set-up code"
        hint="Printed in the terminal where you started Gonogo. It proves that you run this server."
        error={wrongCode ?? problemAt(refusal, "code")}
      >
        <Input
          name="code"
          autoComplete="one-time-code"
          spellCheck={false}
          required
          autoFocus
          value={values.code}
          onValueChange={set("code")}
          className="font-mono"
        />
      </Field>
      <Field label="Workspace" hint="Your team or product, as people call it." error={problemAt(refusal, "workspace")}>
        <Input
          name="workspace"
          autoComplete="organization"
          required
          maxLength={120}
          value={values.workspace}
          onValueChange={set("workspace")}
        />
      </Field>
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <Field label="Your name" error={problemAt(refusal, "name")}>
          <Input
            name="name"
            autoComplete="name"
            required
            maxLength={120}
            value={values.name}
            onValueChange={set("name")}
          />
        </Field>
        <Field label="Email" error={problemAt(refusal, "email")}>
          <Input
            name="email"
            type="email"
            autoComplete="username"
            required
            value={values.email}
            onValueChange={set("email")}
          />
        </Field>
      </div>
      <PasswordField fresh value={values.password} onChange={set("password")} error={problemAt(refusal, "password")} />
      <Checkbox
        checked={sample}
        onChange={setSample}
        name="sample"
        label="Load the sample workspace"
        hint="Checklists and runs in different states, to look around in. They can be closed and retired later."
      />
      <Button type="submit" variant="primary" size="lg" busy={busy} className="mt-1">
        {busy && sample ? "Setting up the sample" : "Set up"}
      </Button>
    </form>
  );
}
