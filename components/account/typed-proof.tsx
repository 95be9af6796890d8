import type { RefObject } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ProofWays } from "./proof-ways";

type Props = {
  ways: Pick<ProofWays, "password" | "second">;
  hint: string;
  first: RefObject<HTMLInputElement | null>;
  password: string;
  onPassword: (password: string) => void;
  code: string;
  onCode: (code: string) => void;
  error: string | undefined;
};

/** Password and code, as far as there are any; what was refused stands at the last of them. */
export function TypedProof({ ways, hint, first, password, onPassword, code, onCode, error }: Props) {
  const { second } = ways;
  return (
    <>
      {ways.password ? (
        <Field label="Your password" hint={hint} error={second ? undefined : error}>
          <Input
            ref={first}
            type="password"
            autoComplete="current-password"
            value={password}
            onValueChange={onPassword}
          />
        </Field>
      ) : null}
      {second ? (
        <Field
          label={second === "app" ? "Code" : "Recovery code"}
          hint={second === "app" ? "From your authenticator app, or a recovery code." : "One of those you kept."}
          error={error}
        >
          <Input
            ref={ways.password ? undefined : first}
            value={code}
            onValueChange={onCode}
            required
            autoComplete="one-time-code"
            spellCheck={false}
            maxLength={40}
            className="font-mono"
          />
        </Field>
      ) : null}
    </>
  );
}
