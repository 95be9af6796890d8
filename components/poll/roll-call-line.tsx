import { cn } from "@/components/ui/class-name";
import { Signal, type SignalKind } from "@/components/ui/signal";
import { FullTime } from "@/components/ui/time";
import { list } from "@/lib/domain/plain-text";
import { type RollCallLine, saidMore } from "@/lib/domain/roll-call";
import { answerWords, saidText, utcClock } from "@/lib/domain/roll-call-minutes";
import type { RollCallAnswer } from "@/lib/domain/signing-rows";

const kinds: Record<RollCallAnswer, SignalKind> = { go: "go", go_if: "hold", no_go: "no" };
const words: Record<RollCallLine["state"], string> = {
  stood: "",
  answered: "",
  next: "LATER",
  asked: "ASKED",
  late: "LATE",
  unanswered: "NO ANSWER",
};

type Props = {
  line: RollCallLine;
  now: number;
  /** What was answered has changed since: while the roll call runs, it is no GO. */
  stale: boolean;
};

/** Who was asked when, what they said and when, and how long it took. */
export function RollCallLineRow({ line, now, stale }: Props) {
  const { state, answer, asked, askedAt, dueAt, answeredAt, by, late, nudgedAt } = line;
  const running = askedAt !== null && answer === null && state !== "unanswered";
  return (
    <li
      aria-current={state === "asked" ? "step" : undefined}
      className={cn(
        "grid gap-x-4 gap-y-0.5 px-4 py-2.5 text-sm sm:grid-cols-[1fr_9rem_1fr]",
        state === "asked" && "bg-accent-tint",
      )}
    >
      <p className="min-w-0">
        <b className="wrap-anywhere font-strong">{line.title}</b>
        <span className="block text-ink-2 text-xs">{asked.length > 0 ? list(asked, "or") : "nobody fills it"}</span>
      </p>
      {answer && stale ? (
        <Signal kind="stale" word="STALE" className="self-start justify-self-start" />
      ) : (
        <Signal
          kind={answer ? kinds[answer] : "wait"}
          word={answer ? answerWords[answer] : words[state]}
          className="self-start justify-self-start"
        />
      )}
      <p className="text-ink-2">
        {answer && stale ? `Said ${answerWords[answer]}, then something changed. ` : null}
        {state === "stood" ? "Given before the roll call." : null}
        {askedAt ? <>Asked {utcClock(askedAt)} UTC. </> : null}
        {answeredAt ? (
          <>
            {list(by)} answered <FullTime at={answeredAt} utc />
            {late ? <b className="font-strong text-no">, late</b> : null}.{" "}
          </>
        ) : null}
        {running ? (
          <>
            <span className="font-mono text-ink tabular-nums" role="timer">
              {span(now - Date.parse(askedAt))}
            </span>{" "}
            {state === "late" && dueAt ? (
              <b className="font-strong text-no">{span(now - Date.parse(dueAt))} over time</b>
            ) : (
              "since asked"
            )}
            .{" "}
          </>
        ) : null}
        {nudgedAt.length > 0 ? `Asked again ${nudgedAt.map(utcClock).join(", ")}.` : null}
        {saidMore(line) ? <span className="block wrap-anywhere">Said in order: {saidText(line.said)}.</span> : null}
      </p>
    </li>
  );
}

/** `2:05`, minutes and seconds. */
function span(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
