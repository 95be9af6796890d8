"use client";

import { LogIn } from "lucide-react";
import { api } from "@/components/client/api";
import { leaveTo } from "@/components/client/leave";
import { useHydrated } from "@/components/client/use-hydrated";
import { useSubmit } from "@/components/client/use-submit";
import { Button } from "@/components/ui/button";
import { Refused } from "@/components/ui/refused";

type Props = { name: string; next: string };

/** Goes to the sign-in service and comes back to `next`. */
export function SsoButton({ name, next }: Props) {
  const hydrated = useHydrated();
  const { busy, refusal, submit } = useSubmit<{ url: string }>();
  const go = () =>
    void submit(
      () => api("POST", "/session/sso", { body: { next }, anonymous: true }),
      ({ url }) => leaveTo(url),
    );
  return (
    <div className="flex flex-col gap-4 pb-4">
      <Refused>{refusal?.message}</Refused>
      <Button size="lg" busy={busy} disabled={!hydrated} icon={<LogIn aria-hidden className="size-4" />} onClick={go}>
        Continue with {name}
      </Button>
      <p className="flex items-center gap-3 text-ink-3 text-xs before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        or
      </p>
    </div>
  );
}
