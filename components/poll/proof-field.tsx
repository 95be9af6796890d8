import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import type { SigningMethod } from "@/lib/domain/signing-method";

type Props = {
  method: SigningMethod;
  proven: boolean;
  value: string;
  error?: string | undefined;
  onChange: (value: string) => void;
};

/** How the signer shows who they are, by the method the statement names. */
export function ProofField({ method, proven, value, error, onChange }: Props) {
  if (method === "passkey") {
    return (
      <Notice>
        Your browser asks for your passkey next. It signs what stands here, so the act is yours and verifies without
        this server.
      </Notice>
    );
  }
  if (method === "oidc") {
    return (
      <Notice tone={proven ? "go" : "plain"}>
        {proven
          ? "You have signed in anew for this statement. Read it once more, then sign."
          : "Signing asks again who you are: the sign-in service comes next, then this statement once more."}
      </Notice>
    );
  }
  if (method === "totp") {
    return (
      <Field
        label="Code of your app"
        error={error}
        hint="The six digits your authenticator app shows now. Each works once."
      >
        <Input
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={12}
          value={value}
          onValueChange={onChange}
          className="max-w-40 font-mono"
        />
      </Field>
    );
  }
  return (
    <Field label="Your password" error={error} hint="Asked again, as this goes on record under your name.">
      <Input
        type="password"
        autoComplete="current-password"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
