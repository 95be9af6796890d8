"use client";

import { ChevronRight } from "lucide-react";
import { useEffect, useState } from "react";
import { deliveryWords } from "@/components/message/delivery";
import { DeliveryList } from "@/components/message/delivery-list";
import { Badge } from "@/components/ui/badge";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { FullTime } from "@/components/ui/time";
import { deliverySummary } from "@/lib/domain/announcement";
import type { AnnouncementRow } from "@/lib/domain/go-live-rows";
import type { MessageView } from "@/lib/domain/message";
import { useMay, useRun, useRunStore } from "../run/run-provider";
import { request } from "../run/run-request";

/** What was announced in this run, latest first, and how it fared. */
export function AnnouncementSent() {
  const sent = useRun(({ snapshot }) => snapshot.announcements);
  const people = useRun(({ snapshot }) => snapshot.people);
  const [open, setOpen] = useState<string | null>(null);
  const shown = sent.find(({ id }) => id === open);
  if (sent.length === 0) return null;
  return (
    <details className="group/sent border-t" open>
      <summary className="flex min-h-10 items-center gap-2 px-4 text-ink-2 text-sm hover:text-ink touch:min-h-11">
        <ChevronRight aria-hidden className="size-4 transition-transform group-open/sent:rotate-90" />
        {sent.length} sent
      </summary>
      <ul className="divide-y border-t" aria-label="Announced">
        {sent.toReversed().map((row) => (
          <li key={row.id}>
            <button
              type="button"
              onClick={() => setOpen(row.id)}
              className="min-h-10 w-full px-4 py-2 text-left text-sm -outline-offset-2 hover:bg-hover touch:min-h-11"
            >
              <span className="wrap-anywhere font-strong">{row.title}</span> <Delivery row={row} />
              <span className="block text-ink-2 text-xs">
                {people[row.sentById]?.name ?? "somebody who left"}, <FullTime at={row.sentAt} />
              </span>
            </button>
          </li>
        ))}
      </ul>
      {shown ? <SentDialog row={shown} onClose={() => setOpen(null)} /> : null}
    </details>
  );
}

function Delivery({ row }: { row: AnnouncementRow }) {
  const by = deliverySummary(row);
  return (
    <>
      {by.map(({ state, count }) => (
        <Badge key={state} tone={deliveryWords[state].tone} className="mr-1">
          {count > 1 ? `${count} ` : ""}
          {deliveryWords[state].word.toLowerCase()}
        </Badge>
      ))}
      {row.channels.includes("copy") ? <Badge>by hand</Badge> : null}
    </>
  );
}

type Detail = { text: string; audience: string | null; messages: MessageView[] };

/** Its words, and each message of it; read again whenever one moves on. */
function SentDialog({ row, onClose }: { row: AnnouncementRow; onClose: () => void }) {
  const store = useRunStore();
  const mayRetry = useMay("message.retry");
  const [detail, setDetail] = useState<Detail>();
  const [error, setError] = useState<string>();
  const standing = JSON.stringify(row.delivery);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `standing` says when to read again.
  useEffect(() => {
    const stop = new AbortController();
    void request<{ sent: (Detail & { id: string })[] }>(`/runs/${store.runId}/announcements`, {
      signal: stop.signal,
    }).then((answer) => {
      if (stop.signal.aborted) return;
      if (answer.ok) setDetail(answer.value.sent.find(({ id }) => id === row.id));
      else setError(answer.message);
    });
    return () => stop.abort();
  }, [store, row.id, standing]);
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      size="lg"
      title={row.title}
      description={detail?.audience ? `To ${detail.audience}` : undefined}
    >
      {error ? <Notice tone="no">{error}</Notice> : null}
      {detail ? (
        <div className="flex flex-col gap-4">
          <CodeBlock text={detail.text} label="Text" />
          {detail.messages.length > 0 ? (
            <div className="rounded-md border">
              <DeliveryList messages={detail.messages} mayRetry={mayRetry} onRetried={() => void store.refetch()} />
            </div>
          ) : (
            <p className="text-ink-2 text-sm">Sent by hand: it was copied from here.</p>
          )}
        </div>
      ) : error ? null : (
        <Skeleton className="h-40" />
      )}
    </Dialog>
  );
}
