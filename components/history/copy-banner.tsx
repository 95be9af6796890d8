import { Notice } from "@/components/ui/notice";
import { FullTime } from "@/components/ui/time";

type Fault = { place: string; why: string; since: string };

/** On every page of the admins while a place outside doesn't get the checkpoints it should keep. */
export function CopyBanner({ faults }: { faults: readonly Fault[] }) {
  if (faults.length === 0) return null;
  return (
    <aside aria-label="Copies of checkpoints" className="px-4 pt-3 sm:px-5">
      <Notice tone="hold" title="Checkpoints aren't copied">
        <ul className="wrap-anywhere">
          {faults.map(({ place, why, since }) => (
            <li key={place}>
              {place}, since <FullTime at={since} />: {why}.
            </li>
          ))}
        </ul>
        <p className="text-ink-2">
          What is signed meanwhile stays on this server alone. It is tried again every few minutes, and this ends by
          itself.
        </p>
      </Notice>
    </aside>
  );
}
