"use client";

import { useState } from "react";
import { api } from "@/components/client/api";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { FullTime } from "@/components/ui/time";
import { notify } from "@/components/ui/toast";
import type { MessageView } from "@/lib/domain/message";
import { channelWords, deliveryWords, kindWords } from "./delivery";

type Props = { messages: readonly MessageView[]; mayRetry: boolean; onRetried: () => void; withRun?: boolean };

/** To whom what went, and what became of it; what failed is sent again by hand. */
export function DeliveryList({ messages, mayRetry, onRetried, withRun = false }: Props) {
  return (
    <ul className="divide-y" aria-label="Messages">
      {messages.map((message) => (
        <DeliveryLine key={message.id} {...{ message, mayRetry, onRetried, withRun }} />
      ))}
    </ul>
  );
}

function DeliveryLine({ message, mayRetry, onRetried, withRun }: Omit<Props, "messages"> & { message: MessageView }) {
  const { state, reason, channel, recipient, name, kind, subject, run, attempts, sentAt, createdAt } = message;
  const [busy, setBusy] = useState(false);
  const { word, tone } = deliveryWords[state];
  const retry = async () => {
    setBusy(true);
    const answer = await api("POST", `/messages/${message.id}/retry`);
    setBusy(false);
    if (!answer.ok) notify({ title: answer.message, tone: "bad" });
    onRetried();
  };
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3 text-sm">
      <div className="min-w-0 flex-1 basis-64">
        <p className="wrap-anywhere">
          <Badge tone={tone}>{word}</Badge> <span className="font-strong">{name ?? recipient}</span>
          {name ? <span className="text-ink-2"> {recipient}</span> : null}
        </p>
        <p className="wrap-anywhere mt-0.5 text-ink-2 text-xs">
          {[channelWords[channel], kindWords[kind], withRun && run].filter(Boolean).join(", ")}:{" "}
          {subject.replace(/\.$/, "")}. <FullTime at={sentAt ?? createdAt} />
          {attempts > 1 ? `, ${attempts} attempts` : ""}
        </p>
        {reason ? <p className="wrap-anywhere mt-0.5 text-no text-xs">{reason}</p> : null}
      </div>
      {state === "failed" && mayRetry ? (
        <Button size="sm" busy={busy} onClick={() => void retry()}>
          Send again
        </Button>
      ) : null}
    </li>
  );
}
