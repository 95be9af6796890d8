"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { savePreference } from "@/components/client/preference";
import { askServerTime, serverNow } from "@/components/client/server-clock";
import { formatAgo, formatDateTime, formatDay, inSentence } from "./time-format";

type Clock = { now: number; timeZone: string };

/** A page takes no longer from the server to here: what is further off is the browser's date, or a page from history. */
const slowestPageMs = 30_000;

const ClockContext = createContext<Clock>({ now: 0, timeZone: "UTC" });

/**
 * One clock for all times on a page. The first render uses the server's time and the zone it knows,
 * so that both sides agree; then it follows the server's, every 15 seconds while the page is visible.
 */
export function ClockProvider({
  now,
  timeZone,
  fixed = false,
  children,
}: {
  now: string;
  timeZone: string;
  /** Somebody chose their zone: the browser's doesn't matter. */
  fixed?: boolean;
  children: ReactNode;
}) {
  const [rendered] = useState(() => Date.parse(now));
  const [clock, setClock] = useState<Clock>({ now: rendered, timeZone });
  useEffect(() => {
    const local = fixed ? timeZone : Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
    if (local !== timeZone) savePreference("gonogo-zone", local);
    const tick = () => {
      if (document.visibilityState === "visible") setClock({ now: serverNow(), timeZone: local });
    };
    if (Math.abs(serverNow() - rendered) > slowestPageMs) void askServerTime().then(tick);
    else tick();
    const timer = setInterval(tick, 15_000);
    document.addEventListener("visibilitychange", tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", tick);
    };
  }, [timeZone, fixed, rendered]);
  return <ClockContext value={clock}>{children}</ClockContext>;
}

/** The page's clock: `now` in milliseconds, the zone times are shown in. */
export function useClock(): Clock {
  return useContext(ClockContext);
}

type Props = { at: string; className?: string };

/** `12 min ago`; the full date stands in the title. */
export function RelativeTime({ at, className }: Props) {
  const { now, timeZone } = useClock();
  return (
    <time dateTime={at} title={formatDateTime(at, timeZone, true)} className={className}>
      {formatAgo(at, now)}
    </time>
  );
}

/** `Today 14:30` in the reader's zone; `within` a sentence it is `today 14:30`. */
export function DayTime({ at, within = false, className }: Props & { within?: boolean }) {
  const { now, timeZone } = useClock();
  return (
    <time dateTime={at} title={formatDateTime(at, "UTC", true)} className={className}>
      {within ? inSentence(formatDay(at, now, timeZone)) : formatDay(at, now, timeZone)}
    </time>
  );
}

/** `20 Nov 2026, 14:30`; `utc` for what stays on record, such as signatures. */
export function FullTime({ at, utc = false, className }: Props & { utc?: boolean }) {
  const { timeZone } = useClock();
  return (
    <time dateTime={at} title={formatDateTime(at, utc ? timeZone : "UTC", true)} className={className}>
      {formatDateTime(at, utc ? "UTC" : timeZone, utc)}
    </time>
  );
}
