import { ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import type { SigningMethod } from "@/lib/domain/signing-method";
import type { SigningWays } from "./use-signing-methods";

const methodWords: Record<SigningMethod, string> = {
  password: "Password",
  totp: "Code of the authenticator app",
  passkey: "Passkey",
  oidc: "Single sign-on",
};

type Props = { ways: SigningWays | null; value: SigningMethod | undefined; onChange: (method: SigningMethod) => void };

/** Which of several ways to sign with; where none is enough, what is asked for and where to add it. */
export function MethodField({ ways, value, onChange }: Props) {
  if (ways?.methods.length === 0) {
    return (
      <Notice
        tone="hold"
        actions={
          <ButtonLink size="sm" href="/settings">
            Add it
          </ButtonLink>
        }
      >
        Signing here asks for {ways.asks}.
      </Notice>
    );
  }
  if (!ways || !value || ways.methods.length < 2) return null;
  return (
    <Field label="Sign with" className="max-w-64">
      <Select
        options={ways.methods.map((method) => ({ value: method, label: methodWords[method] }))}
        value={value}
        onChange={onChange}
      />
    </Field>
  );
}
