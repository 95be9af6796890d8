"use client";

import { useEffect, useState } from "react";
import { api } from "@/components/client/api";
import { CatchUp } from "@/components/client/catch-up";
import { followStream, type Link } from "@/components/client/run-stream";
import type { RunSummary } from "@/lib/domain/dashboard";

const gatherMilliseconds = 250;
const everyMilliseconds = 60_000;

/** The run's summary, read anew when its stream tells of a change, and each minute for what time alone moves. */
export function useWall(initial: RunSummary): { run: RunSummary; live: boolean } {
  const [run, setRun] = useState(initial);
  const [link, setLink] = useState<Link>("connecting");
  const [behind, setBehind] = useState(false);
  const { id, seq } = initial;
  useEffect(() => {
    const stop = new AbortController();
    const held = { seq, link: "connecting" as Link };
    const reader = new CatchUp<RunSummary>({
      read: () => api<RunSummary>("GET", `/runs/${id}/summary`, { signal: stop.signal }),
      adopt: (value) => {
        held.seq = value.seq;
        if (!stop.signal.aborted) setRun(value);
      },
      seqOf: (value) => value.seq,
      shown: () => held.seq,
      behind: setBehind,
      gone: () => setBehind(true),
    });
    let gathering: ReturnType<typeof setTimeout> | undefined;
    const stopStream = followStream({
      runId: id,
      // A change moves several things at once: they are read together.
      reader: {
        hear: (heard) => reader.hear(heard),
        read: () => reader.read(),
        tryNow: () => reader.tryNow(),
        stop: () => reader.stop(),
        readMissing: () => {
          gathering ??= setTimeout(() => {
            gathering = undefined;
            reader.readMissing();
          }, gatherMilliseconds);
        },
      },
      seq: () => held.seq,
      link: () => held.link,
      onLink: (next) => {
        held.link = next;
        setLink(next);
      },
      onEvent: () => undefined,
    });
    const timer = setInterval(() => void reader.read(), everyMilliseconds);
    return () => {
      stop.abort();
      stopStream();
      clearInterval(timer);
      clearTimeout(gathering);
    };
  }, [id, seq]);
  return { run, live: link === "live" && !behind };
}
