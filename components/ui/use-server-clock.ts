"use client";

import { useEffect, useState } from "react";

let known: Promise<number> | null = null;

/** How far this browser's clock is behind the server's, in milliseconds, by the date of an answer. */
function offset(): Promise<number> {
  known ??= fetch("/healthz", { method: "HEAD", cache: "no-store" })
    .then((answer) => {
      const date = Date.parse(answer.headers.get("date") ?? "");
      return Number.isNaN(date) ? 0 : date + 500 - Date.now();
    })
    // A clock within a second is as good as the header can tell.
    .then((ms) => (Math.abs(ms) < 1000 ? 0 : ms))
    .catch(() => 0);
  return known;
}

/** The server's time, every second while `running`; `start` until the first second. */
export function useServerClock(start: number, running: boolean): number {
  const [now, setNow] = useState(start);
  useEffect(() => {
    if (!running) return;
    let behind = 0;
    let left = false;
    const tick = () => !left && setNow(Date.now() + behind);
    void offset().then((ms) => {
      behind = ms;
      tick();
    });
    const timer = setInterval(tick, 1000);
    return () => {
      left = true;
      clearInterval(timer);
    };
  }, [running]);
  return running ? now : start;
}
