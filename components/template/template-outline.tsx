import { SignalShape } from "@/components/ui/signal";
import { plainText } from "@/lib/domain/plain-text";
import type { Content, Phase, TemplateDocument } from "@/lib/domain/template";
import { nodeId } from "./pick";

/** The phases and gates of a document as links into it. */
export function TemplateOutline({ document }: { document: TemplateDocument }) {
  return (
    <nav aria-label="Phases" className="text-sm">
      <h2 className="eyebrow px-2 pb-1.5">Phases</h2>
      <ol>
        {document.phases.map((node) => (
          <li key={node.key}>
            {node.kind === "gate" ? (
              <a
                href={`#${nodeId(node.key)}`}
                className="flex items-center gap-2 px-2 py-1.5 font-strong text-ink-2 text-xs after:h-px after:flex-1 after:bg-line-strong hover:text-ink"
              >
                <SignalShape kind="wait" className="size-2.5" />
                <span className="min-w-0">{plainText(node.title)}</span>
              </a>
            ) : (
              <PhaseLink phase={node} />
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function PhaseLink({ phase }: { phase: Phase }) {
  return (
    <a href={`#${nodeId(phase.key)}`} className="flex items-baseline gap-3 rounded-md px-2 py-1.5 hover:bg-panel">
      <span className="min-w-0 flex-1 wrap-anywhere">{plainText(phase.title)}</span>
      <span className="text-ink-3 text-xs tabular-nums">{countItems(phase.content)}</span>
    </a>
  );
}

/** Items to tick below a node: those without items of their own. */
function countItems(content: readonly Content[]): number {
  return content.reduce((sum, part) => {
    if (part.kind === "section") return sum + countItems(part.content);
    if (part.kind === "item") return sum + (countItems(part.content) || 1);
    return sum;
  }, 0);
}
