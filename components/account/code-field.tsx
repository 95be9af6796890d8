import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

type Props = { app: boolean; value: string; onChange: (value: string) => void };

/** The second factor after the password; without an app only a recovery code fits, the passkey has its own button. */
export function CodeField({ app, value, onChange }: Props) {
  return (
    <Field
      label={app ? "Code" : "Recovery code"}
      hint={app ? "From your authenticator app, or a recovery code." : "Or use your passkey below."}
    >
      <Input
        name="code"
        autoComplete="one-time-code"
        autoFocus
        spellCheck={false}
        maxLength={40}
        required
        value={value}
        onValueChange={onChange}
        className="font-mono"
      />
    </Field>
  );
}
