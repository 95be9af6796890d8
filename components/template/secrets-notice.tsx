import { Notice } from "@/components/ui/notice";
import { Switch } from "@/components/ui/switch";
import { count } from "@/lib/domain/plain-text";
import type { SecretFinding } from "@/lib/domain/secret";

type Props = {
  secrets: readonly SecretFinding[];
  masked: boolean;
  onMask: (masked: boolean) => void;
  /** What the line numbers count in; left out where the text stands beside it. */
  of?: string;
};

/** What looks like a credential, before it is stored where everybody reads it; with the choice to mask it. */
export function SecretsNotice({ secrets, masked, onMask, of = "" }: Props) {
  if (secrets.length === 0) return null;
  return (
    <Notice tone="hold" live title={`${count(secrets.length, "line")} may hold a password or key`}>
      <ul className="mb-2">
        {secrets.map(({ kind, lines, hint }) => (
          <li key={`${lines[0]} ${kind} ${hint}`} className="wrap-anywhere">
            Line {lines[0]}
            {of}: {kind} ({hint})
          </li>
        ))}
      </ul>
      <Switch
        checked={masked}
        onChange={onMask}
        label="Mask them"
        hint="In the template and in the source that is kept. Everybody in the workspace reads both."
      />
    </Notice>
  );
}
