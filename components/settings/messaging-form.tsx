"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { api, problemAt, problemElsewhere } from "@/components/client/api";
import { useSubmit } from "@/components/client/use-submit";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { notify } from "@/components/ui/toast";

type Props = { field: "chatUrl" | "webhookUrl"; label: string; hint: string; host: string | null };

/** Where one way leads. The address is written, never read back: whoever has it can write there. */
export function MessagingForm({ field, label, hint, host }: Props) {
  const router = useRouter();
  const [url, setUrl] = useState("");
  const { busy, refusal, submit } = useSubmit();
  const save = (value: string | null) =>
    submit(
      () => api("PATCH", "/messaging", { body: { [field]: value } }),
      () => {
        setUrl("");
        notify({ title: value === null ? "Taken away" : "Saved", tone: "good" });
        router.refresh();
        return undefined;
      },
    );
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (url.trim() !== "") void save(url.trim());
  };
  return (
    <form onSubmit={send} noValidate className="flex max-w-[34rem] flex-col gap-3">
      <p className="text-sm">
        {host ? (
          <>
            Set up, at <b className="wrap-anywhere font-strong">{host}</b>.
          </>
        ) : (
          "Not set up."
        )}
      </p>
      <Field label={label} hint={hint} error={problemAt(refusal, field) ?? problemElsewhere(refusal, [field])}>
        <Input
          type="url"
          value={url}
          onValueChange={setUrl}
          autoComplete="off"
          spellCheck={false}
          placeholder={host ? "Another address takes its place" : "https://"}
        />
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={busy} disabled={url.trim() === ""}>
          Save
        </Button>
        {host ? (
          <>
            <TestButton channel={field === "chatUrl" ? "chat" : "webhook"} />
            <Button variant="ghost" disabled={busy} onClick={() => void save(null)}>
              Take away
            </Button>
          </>
        ) : null}
      </div>
    </form>
  );
}

/** Sends a few words; what became of them stands in the list below. */
export function TestButton({ channel }: { channel: "mail" | "chat" | "webhook" }) {
  const router = useRouter();
  const { busy, submit } = useSubmit();
  const test = () =>
    submit(
      async () => {
        const answer = await api("POST", "/messaging/test", { body: { channel } });
        if (!answer.ok) notify({ title: answer.message, tone: "bad" });
        return answer;
      },
      () => {
        router.refresh();
        return undefined;
      },
    );
  return (
    <Button busy={busy} onClick={() => void test()}>
      Send a test
    </Button>
  );
}
