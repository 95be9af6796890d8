"use client";

import { useEffect, useState } from "react";
import { askServerTime, serverNow } from "@/components/client/server-clock";

/**
 * The server's time each second while `running`, in every browser at the same moments: when a full second is left until
 * `until`. `start` until the first.
 */
export function useServerClock(start: number, running: boolean, until = 0): number {
  const [now, setNow] = useState(start);
  useEffect(() => {
    if (!running) return;
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      const at = serverNow();
      setNow(at);
      const part = (((until - at) % 1000) + 1000) % 1000;
      timer = setTimeout(tick, part < 5 ? 1000 : part + 1);
    };
    tick();
    void askServerTime();
    return () => clearTimeout(timer);
  }, [running, until]);
  return running ? now : start;
}
