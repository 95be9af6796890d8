"use client";

import { useState } from "react";
import { api } from "@/components/client/api";
import { useSubmit } from "@/components/client/use-submit";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Refused } from "@/components/ui/refused";

/** One tap says that somebody is at it. Opening the page says nothing yet: mail programs open links by themselves. */
export function AckForm({ token }: { token: string }) {
  const [done, setDone] = useState<string>();
  const { busy, refusal, submit } = useSubmit<{ by: string }>();
  const acknowledge = () =>
    submit(
      () => api("POST", "/acknowledgements", { body: { token }, anonymous: true }),
      ({ by }) => {
        setDone(by);
        return undefined;
      },
    );
  if (done) {
    return (
      <Notice tone="go" live title="Acknowledged">
        By {done}. Nobody else is paged.
      </Notice>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <Refused>{refusal?.message}</Refused>
      <Button variant="primary" size="lg" busy={busy} onClick={() => void acknowledge()}>
        I am at it
      </Button>
    </div>
  );
}
