"use client";

import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Problem } from "@/lib/domain/refusal";

/** What becomes of credentials in a text: asked about first, then masked or kept. */
export type SecretChoice = "ask" | "mask" | "keep";

type Props = {
  found: readonly Problem[];
  name?: string;
  busy?: boolean;
  onChoose: (choice: "mask" | "keep" | null) => void;
};

/** What looks like a credential in a piece of evidence, before it is stored; null leaves it out. */
export function SecretQuestion({ found, name, busy = false, onChoose }: Props) {
  const shown = found.slice(0, 5);
  return (
    <Notice tone="hold" live className="mt-2" title={`${name ?? "This"} may hold a password or key`}>
      <ul className="wrap-anywhere mt-0.5 text-xs">
        {shown.map(({ line, message }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one line may hold two alike
          <li key={at}>
            Line {line}: {message}
          </li>
        ))}
        {found.length > shown.length ? <li>and {found.length - shown.length} more</li> : null}
      </ul>
      <p className="mt-1 text-xs">Nothing is stored yet. Everybody who sees the run can read its evidence.</p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button size="sm" variant="primary" busy={busy} onClick={() => onChoose("mask")}>
          Mask and add
        </Button>
        <Button size="sm" busy={busy} onClick={() => onChoose("keep")}>
          Add as it is
        </Button>
        <Button size="sm" variant="ghost" disabled={busy} onClick={() => onChoose(null)}>
          Don’t add
        </Button>
      </div>
    </Notice>
  );
}
