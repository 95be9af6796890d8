"use client";

import { type FormEvent, useState } from "react";
import { newKey } from "@/components/client/api";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { Markdown } from "@/components/ui/markdown";
import { SkeletonLines } from "@/components/ui/skeleton";
import { RelativeTime } from "@/components/ui/time";
import { useMay, useRunStore } from "../run-provider";
import { request } from "../run-request";
import type { Comment } from "./use-item-detail";

type Props = { itemKey: string; comments: readonly Comment[] | null; failed: string | null; onAdded: () => void };

export function Comments({ itemKey, comments, failed, onAdded }: Props) {
  const may = useMay("item.comment");
  if (!may && comments?.length === 0) return null;
  return (
    <Card>
      <h2 className="eyebrow">Comments</h2>
      {comments === null ? (
        failed ? (
          <p className="mt-2 text-ink-2 text-sm">{failed}</p>
        ) : (
          <div className="mt-3">
            <SkeletonLines lines={2} label="Loading comments" />
          </div>
        )
      ) : (
        <ul aria-label="Comments">
          {comments.map((comment) => (
            <li key={comment.id} className="flex gap-2.5 border-b py-2.5 text-sm last:border-b-0">
              <Avatar name={comment.author?.name ?? null} decorative />
              <div className="min-w-0 flex-1">
                <p className="text-ink-3 text-xs">
                  <b className="font-strong text-ink">{comment.author?.name ?? "Somebody"}</b>{" "}
                  <RelativeTime at={comment.at} />
                </p>
                <Markdown text={comment.body} />
              </div>
            </li>
          ))}
        </ul>
      )}
      {may ? <CommentForm itemKey={itemKey} onAdded={onAdded} /> : null}
    </Card>
  );
}

function CommentForm({ itemKey, onAdded }: { itemKey: string; onAdded: () => void }) {
  const store = useRunStore();
  const [body, setBody] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (body.trim() === "") return;
    setBusy(true);
    const answer = await request(`/runs/${store.runId}/items/${encodeURIComponent(itemKey)}/comments`, {
      method: "POST",
      body: { body: body.trim() },
      idempotencyKey: newKey(),
    });
    setBusy(false);
    setError(answer.ok ? undefined : answer.message);
    if (!answer.ok) return;
    setBody((now) => (now === body ? "" : now));
    onAdded();
  };
  return (
    <form onSubmit={submit} className="mt-2 flex flex-col gap-2">
      <Field label="Comment" hideLabel error={error}>
        <Textarea
          value={body}
          rows={2}
          maxLength={4000}
          placeholder="Write a comment"
          onChange={(event) => setBody(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
          }}
        />
      </Field>
      {body.trim() === "" ? null : (
        <Button type="submit" size="sm" busy={busy} className="self-start">
          Comment
        </Button>
      )}
    </form>
  );
}
