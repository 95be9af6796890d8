import { Notice } from "@/components/ui/notice";
import { FullTime } from "@/components/ui/time";

/** On every page of those who answer for the history, until what was found is mended. */
export function AuditBanner({ faults, since }: { faults: readonly string[]; since: string | null }) {
  if (faults.length === 0) return null;
  return (
    <aside aria-label="Alarm" className="px-4 pt-3 sm:px-5">
      <Notice tone="no" title="The history isn't what was recorded">
        <ul className="wrap-anywhere">
          {faults.slice(0, 3).map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
        {faults.length > 3 ? <p>And {faults.length - 3} more.</p> : null}
        <p className="text-ink-2">
          {since ? (
            <>
              Found <FullTime at={since} />.{" "}
            </>
          ) : null}
          Don't rely on signatures until somebody has looked: <code>npm run -s gonogo -- audit verify</code>
        </p>
      </Notice>
    </aside>
  );
}
