import { Badge } from "@/components/ui/badge";
import { SignalShape } from "@/components/ui/signal";
import { list } from "@/lib/domain/plain-text";
import { policyWords } from "@/lib/domain/signoff-words";
import type { Gate, Signoff } from "@/lib/domain/template-gate";
import { WhenBadge } from "./node-badges";
import { NodeTitle } from "./node-title";
import { nodeId, type Pick } from "./pick";

const asks: Record<Gate["asks"], string> = {
  deploy: "decides whether to deploy",
  live: "declares it live",
  close: "closes the run",
  approve: "approves this part",
};

/** A decision point: what it asks, what it takes, and who signs what. */
export function DocumentGate({ gate, pick }: { gate: Gate; pick: Pick | undefined }) {
  return (
    <section
      id={nodeId(gate.key)}
      aria-label={`Gate: ${gate.title}`}
      className="rounded-lg border border-line-strong border-dashed bg-panel px-4 py-3"
    >
      <header className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <SignalShape kind="wait" className="size-3" />
        <NodeTitle node={gate} level={3} pick={pick} className="font-heavy text-md" />
        <Badge tone="accent">gate</Badge>
        {gate.when ? <WhenBadge when={gate.when} /> : null}
        <span className="text-ink-2 text-sm">
          {asks[gate.asks]}, takes {gate.required ?? 100} of 100
        </span>
      </header>
      {gate.signoffs.length > 0 ? (
        <ul className="mt-2 divide-y border-t">
          {gate.signoffs.map((signoff) => (
            <SignoffLine key={signoff.key} gate={gate} signoff={signoff} />
          ))}
        </ul>
      ) : (
        <p className="mt-1 text-ink-2 text-sm">Nobody signs here; the lead’s GO is enough.</p>
      )}
      {gate.covers ? <p className="mt-2 text-ink-3 text-xs">Covers {list(gate.covers)}</p> : null}
    </section>
  );
}

function SignoffLine({ gate, signoff }: { gate: Gate; signoff: Signoff }) {
  return (
    <li id={nodeId(signoff.key)} className="py-2 text-sm">
      <span className="font-strong">{signoff.title}</span>
      <span className="text-ink-2">
        {" "}
        signed by {policyWords(gate, signoff)}
        {signoff.covers ? `, for ${list(signoff.covers)}` : ""}
      </span>
      {signoff.wording ? <p className="text-ink-2">“{signoff.wording}”</p> : null}
    </li>
  );
}
