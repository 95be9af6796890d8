"use client";

import { useEffect, useState } from "react";
import { api } from "@/components/client/api";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { Refused } from "@/components/ui/refused";
import { RelativeTime } from "@/components/ui/time";

type Feed = { id: string; run: { id: string; name: string } | null; createdAt: string; lastReadAt: string | null };

/** Addresses for calendar programs, of this run or of all that is one's own; each can be revoked. */
export function FeedDialog({ runId, name, onClose }: { runId: string; name: string; onClose: () => void }) {
  const [feeds, setFeeds] = useState<Feed[] | null>(null);
  const [made, setMade] = useState<string | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const [error, setError] = useState<string>();
  useEffect(() => {
    let here = true;
    void api<{ items: Feed[] }>("GET", "/calendar-feeds").then((answer) => {
      if (!here) return;
      if (answer.ok) setFeeds(answer.value.items);
      else setError(answer.message);
    });
    return () => {
      here = false;
    };
  }, []);
  const make = async (of: string | null) => {
    setBusy(of ?? "mine");
    const answer = await api<Feed & { url: string }>("POST", "/calendar-feeds", { body: { runId: of } });
    setBusy(null);
    if (!answer.ok) return setError(answer.message);
    const { url, ...feed } = answer.value;
    setError(undefined);
    setMade(url);
    setFeeds([feed, ...(feeds ?? [])]);
  };
  const revoke = async (id: string) => {
    setBusy(id);
    const answer = await api("DELETE", `/calendar-feeds/${id}`);
    setBusy(null);
    if (answer.ok) setFeeds((feeds ?? []).filter((feed) => feed.id !== id));
    else setError(answer.message);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title="Calendar"
      description="Subscribe to it in your calendar: it follows whatever moves. Whoever has the address can read it without signing in."
      footer={<Button onClick={onClose}>Done</Button>}
    >
      <div className="flex flex-col gap-4">
        <Refused>{error}</Refused>
        {made ? (
          <Notice tone="go" live title="Copy the address now: it isn’t shown again">
            <div className="mt-2 flex flex-wrap items-center gap-2">
              <code className="wrap-anywhere basis-full rounded-sm bg-sunk px-2 py-1 font-mono text-xs">{made}</code>
              <CopyButton text={made} label="Copy the address" />
            </div>
          </Notice>
        ) : null}
        <div className="flex flex-wrap gap-2">
          <Button variant="primary" busy={busy === runId} onClick={() => void make(runId)}>
            Address of this run
          </Button>
          <Button busy={busy === "mine"} onClick={() => void make(null)}>
            Address of all that is mine
          </Button>
        </div>
        {feeds && feeds.length > 0 ? (
          <ul aria-label="Your addresses" className="divide-y rounded-md border">
            {feeds.map(({ id, run, createdAt, lastReadAt }) => (
              <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2 text-sm">
                <div className="min-w-40 flex-1">
                  <p className="wrap-anywhere">{run ? (run.id === runId ? name : run.name) : "All that is yours"}</p>
                  <p className="text-ink-2 text-xs">
                    made <RelativeTime at={createdAt} />,{" "}
                    {lastReadAt ? (
                      <>
                        read <RelativeTime at={lastReadAt} />
                      </>
                    ) : (
                      "never read"
                    )}
                  </p>
                </div>
                <Button size="sm" busy={busy === id} onClick={() => void revoke(id)}>
                  Revoke
                </Button>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </Dialog>
  );
}
