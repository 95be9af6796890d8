import { list } from "@/lib/domain/plain-text";
import type { Variable } from "@/lib/domain/template";

/** What a run of this template asks for when it starts. */
export function DocumentVariables({ variables }: { variables: readonly Variable[] }) {
  return (
    <section aria-label="Variables" className="rounded-lg border bg-panel px-4 py-3 text-sm">
      <h2 className="eyebrow">Asked for when a run starts</h2>
      <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
        {variables.map((variable) => (
          <div key={variable.key} className="contents">
            <dt className="wrap-anywhere">
              {variable.label} <code className="text-ink-3 text-xs">{`{{${variable.key}}}`}</code>
            </dt>
            <dd className="wrap-anywhere text-ink-2">{wordsOf(variable)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function wordsOf({ hint, options, required, default: usual, written }: Variable): string {
  const said = [
    hint,
    options && list(options, "or"),
    usual && `usually ${usual}`,
    required ? "required" : undefined,
    written && `also written ${list(written)}`,
  ];
  return said.filter(Boolean).join("; ");
}
