import type { ApiRefusal } from "@/components/client/api";
import { Notice } from "@/components/ui/notice";

/** Why the server would not take it, with the lines it names. */
export function RefusalNotice({ refusal }: { refusal: ApiRefusal | undefined }) {
  if (!refusal) return null;
  return (
    <Notice tone="no" live title={refusal.message}>
      {refusal.problems.length > 0 ? (
        <ul className="mt-1 list-disc pl-5">
          {refusal.problems.map((problem) => (
            <li key={`${problem.line ?? ""}${problem.path ?? ""}${problem.message}`}>
              {problem.line ? <b className="font-strong">Line {problem.line}: </b> : null}
              {problem.message}
              {problem.expected ? <span className="text-ink-2"> Expected: {problem.expected}</span> : null}
            </li>
          ))}
        </ul>
      ) : null}
    </Notice>
  );
}
