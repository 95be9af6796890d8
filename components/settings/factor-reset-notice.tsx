"use client";

import { useRouter } from "next/navigation";
import { api } from "@/components/client/api";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/time";
import { notify } from "@/components/ui/toast";

/** Tells somebody that another took their second factors off, until they say that they know. */
export function FactorResetNotice({ at, by }: { at: string; by: string | null }) {
  const router = useRouter();
  const see = async () => {
    const answer = await api("POST", "/factors/reset/seen", { body: {} });
    if (answer.ok) router.refresh();
    else notify({ title: answer.message, tone: "bad" });
  };
  return (
    <Notice
      tone="hold"
      className="mb-4"
      title="Your second factors were taken off"
      actions={
        <Button size="sm" onClick={see}>
          I know
        </Button>
      }
    >
      By {by ?? "whoever runs this server"}, <RelativeTime at={at} />. If you didn’t ask for it, tell an owner, and
      change your password. Add a new one under Settings, You.
    </Notice>
  );
}
