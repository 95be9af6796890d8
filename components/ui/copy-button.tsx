"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, type ButtonSize } from "./button";
import { notify } from "./toast";

/** Puts text on the clipboard and says so; without clipboard access (plain http) it says how else. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    notify({
      title: "The browser refused the clipboard",
      description: "Select the text and copy it by hand.",
      tone: "bad",
    });
    return false;
  }
}

type Props = { text: string; label?: string; what?: string; size?: ButtonSize; className?: string };

export function CopyButton({ text, label = "Copy", what, size = "sm", className }: Props) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <Button
      size={size}
      className={className}
      aria-label={what ? `${label} ${what}` : undefined}
      icon={copied ? <Check aria-hidden className="size-3.5 text-go" /> : <Copy aria-hidden className="size-3.5" />}
      onClick={async () => setCopied(await copyText(text))}
    >
      <span aria-live="polite">{copied ? "Copied" : label}</span>
    </Button>
  );
}
