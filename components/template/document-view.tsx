import { Markdown, MarkdownLine } from "@/components/ui/markdown";
import type { Phase, TemplateDocument } from "@/lib/domain/template";
import { ContentList } from "./document-content";
import { DocumentGate } from "./document-gate";
import { DocumentVariables } from "./document-variables";
import { NodeBadges } from "./node-badges";
import { NodeTitle } from "./node-title";
import { nodeId, type Pick } from "./pick";

/** A template as the checklist it is: phases on sheets, gates between them, in the order of the source. */
export function DocumentView({ document, pick }: { document: TemplateDocument; pick?: Pick | undefined }) {
  return (
    <div className="flex min-w-0 flex-col gap-3">
      {document.metadata.length > 0 || document.intro.length > 0 ? <Preamble document={document} /> : null}
      {document.variables?.length ? <DocumentVariables variables={document.variables} /> : null}
      {document.phases.map((node) =>
        node.kind === "gate" ? (
          <DocumentGate key={node.key} gate={node} pick={pick} />
        ) : (
          <PhaseSheet key={node.key} phase={node} pick={pick} />
        ),
      )}
    </div>
  );
}

function Preamble({ document }: { document: TemplateDocument }) {
  return (
    <section aria-label="Preamble" className="rounded-lg border bg-panel px-4 py-3 text-sm">
      {document.metadata.length > 0 ? (
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
          {document.metadata.map(({ name, value, lines }) => (
            <div key={`${name} ${lines?.[0] ?? ""}`} className="contents">
              <dt className="text-ink-3">{name}</dt>
              <dd className="wrap-anywhere">
                <MarkdownLine text={value} />
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      {document.intro.map((part) =>
        part.kind === "note" ? (
          <Markdown
            key={`${part.lines?.[0] ?? part.markdown}`}
            text={part.markdown}
            className="mt-2 text-ink-2 first:mt-0"
          />
        ) : (
          <pre
            key={`${part.lines?.[0] ?? part.text}`}
            className="mt-2 overflow-hidden whitespace-pre-wrap rounded-md bg-sunk px-3 py-2 text-xs wrap-anywhere"
          >
            {part.text}
          </pre>
        ),
      )}
    </section>
  );
}

function PhaseSheet({ phase, pick }: { phase: Phase; pick: Pick | undefined }) {
  return (
    <section
      id={nodeId(phase.key)}
      aria-label={phase.title}
      className="overflow-clip rounded-lg border bg-panel shadow-card"
    >
      <header className="flex flex-wrap items-center gap-x-2.5 gap-y-1 border-b bg-panel px-4 py-2.5">
        <NodeTitle node={phase} level={2} pick={pick} className="font-heavy text-md" />
        <NodeBadges node={phase} />
      </header>
      <div className="px-4 py-2.5">
        <ContentList content={phase.content} depth={3} pick={pick} />
        {phase.content.length === 0 ? <p className="text-ink-3 text-sm">Nothing stands in this phase.</p> : null}
      </div>
    </section>
  );
}
