import { RelativeTime } from "@/components/ui/time";
import type { Readiness, SignoffStanding } from "@/lib/domain/assessment";
import { list } from "@/lib/domain/plain-text";

/** Whom a station waits for, and what for. */
export function StationWaiting({
  standing,
  readiness,
  names,
  left,
}: {
  standing: SignoffStanding;
  readiness: Readiness;
  names: string[];
  /** Who would be among them, and left. */
  left: string[];
}) {
  if (standing.status !== "waiting" && standing.status !== "stale") return null;
  const blocker = readiness.blockers.find(({ signoffs }) => signoffs.some(({ key }) => key === standing.key));
  const counting = standing.signatures.filter((one) => one.standing === "counts").length;
  return (
    <p className="text-ink-2">
      {names.length === 0 ? (
        <b className="font-strong text-no">
          {left.length > 0
            ? `Nobody gives this as ${list(standing.roles, "or")}: ${list([...new Set(left)])} left.`
            : `Nobody may give this as ${list(standing.roles, "or")}.`}{" "}
          The lead can name somebody.{" "}
        </b>
      ) : (
        <>Waits for {list(names, "or")}. </>
      )}
      {standing.count > 1 ? `${counting} of ${standing.count} have signed. ` : null}
      {standing.waitsFor.length > 0 ? `Comes after ${list(standing.waitsFor)}.` : null}
      {blocker && standing.ready ? (
        <>
          Asked <RelativeTime at={blocker.since} />.
        </>
      ) : standing.ready || standing.waitsFor.length > 0 ? null : (
        "Asked once everything else is done; may sign before."
      )}
    </p>
  );
}
