"use client";

import { Pencil } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import type { ApiRefusal } from "@/components/client/api";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-name";
import { Notice } from "@/components/ui/notice";
import { SkeletonLines } from "@/components/ui/skeleton";
import { Spinner } from "@/components/ui/spinner";
import { CountsRow } from "./counts-row";
import { DocumentView } from "./document-view";
import { nodeId } from "./pick";
import { RefusalNotice } from "./refusal-notice";
import { entryOfNode } from "./source-groups";
import { entryId, SourcePane } from "./source-pane";
import type { PreviewState } from "./use-preview";

type Side = "source" | "structure";
type Props = {
  text: string;
  onText: (text: string) => void;
  state: PreviewState;
  refusal: ApiRefusal | undefined;
  title: ReactNode;
};

/** Source and structure side by side, one at a time on a narrow screen. */
export function ImportPreview({ text, onText, state, refusal, title }: Props) {
  const { preview, source, reading } = state;
  const [side, setSide] = useState<Side>("structure");
  const [editing, setEditing] = useState(false);
  const [picked, setPicked] = useState(-1);
  const left = useRef<HTMLDivElement>(null);
  const right = useRef<HTMLDivElement>(null);
  const report = preview?.report ?? [];
  const pickEntry = (index: number) => {
    setPicked(index);
    scrollTo(left.current, document.getElementById(entryId(index)));
    const key = report[index]?.key;
    if (key) scrollTo(right.current, document.getElementById(nodeId(key)));
  };
  const pickNode = (key: string) => {
    const index = entryOfNode(report, key);
    setPicked(index);
    scrollTo(left.current, document.getElementById(entryId(index)));
  };
  return (
    <div className="flex flex-col gap-4">
      <RefusalNotice refusal={refusal ?? state.refusal} />
      {preview ? (
        <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
          {title}
          <CountsRow counts={preview.counts} />
        </div>
      ) : null}
      {preview && preview.counts.items === 0 ? (
        <Notice tone="hold" title="No items were found">
          An item is a line such as <code>- [ ] Backup restored</code>.
        </Notice>
      ) : null}
      <fieldset className="grid grid-cols-2 gap-2 lg:hidden">
        <legend className="sr-only">Show</legend>
        {(["structure", "source"] as const).map((each) => (
          <Button
            key={each}
            aria-pressed={side === each}
            variant={side === each ? "primary" : "secondary"}
            onClick={() => setSide(each)}
          >
            {each === "structure" ? "Structure" : "Source"}
          </Button>
        ))}
      </fieldset>
      <div className="grid grid-cols-1 gap-4 lg:h-[calc(100dvh-var(--bar-height)-2.5rem)] lg:min-h-[30rem] lg:grid-cols-2">
        <Pane
          title="Source"
          shown={side === "source"}
          actions={
            <Button
              size="sm"
              aria-pressed={editing}
              icon={<Pencil aria-hidden className="size-3.5" />}
              onClick={() => setEditing(!editing)}
            >
              {editing ? "Done" : "Edit"}
            </Button>
          }
        >
          {editing ? (
            <textarea
              aria-label="Markdown source"
              spellCheck={false}
              value={text}
              onChange={(event) => onText(event.currentTarget.value)}
              className="size-full resize-none bg-panel px-4 py-2 font-mono text-xs leading-5 -outline-offset-2 max-lg:h-[60dvh] touch:text-[1rem]"
            />
          ) : (
            <SourcePane
              ref={left}
              source={preview ? source : text}
              report={report}
              picked={picked}
              onPick={pickEntry}
            />
          )}
        </Pane>
        <Pane title="Structure" shown={side === "structure"} actions={reading ? <Reading /> : null}>
          <div ref={right} className="relative h-full overflow-auto bg-paper p-3">
            {preview ? (
              <DocumentView
                document={preview.document}
                pick={{ picked: report[picked]?.key ?? null, onPick: pickNode }}
              />
            ) : (
              <SkeletonLines lines={9} label="Reading the checklist" />
            )}
          </div>
        </Pane>
      </div>
    </div>
  );
}

function Pane({
  title,
  shown,
  actions,
  children,
}: {
  title: string;
  shown: boolean;
  actions: ReactNode;
  children: ReactNode;
}) {
  return (
    <section
      aria-label={title}
      className={cn(
        "flex min-h-0 min-w-0 flex-col overflow-hidden rounded-lg border bg-panel shadow-card",
        !shown && "max-lg:hidden",
      )}
    >
      <header className="flex h-11 shrink-0 items-center justify-between gap-3 border-b px-4">
        <h2 className="font-strong text-sm">{title}</h2>
        {actions}
      </header>
      <div className="min-h-0 flex-1">{children}</div>
    </section>
  );
}

function Reading() {
  return (
    <span role="status" className="flex items-center gap-1.5 text-ink-2 text-xs">
      <Spinner className="size-3.5" />
      Reading
    </span>
  );
}

/** Scrolls inside the pane only; `scrollIntoView` would move the page as well. */
function scrollTo(pane: HTMLElement | null, element: HTMLElement | null): void {
  if (!pane || !element || !pane.contains(element)) return;
  const away = element.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  pane.scrollTo({ top: pane.scrollTop + away - pane.clientHeight / 4, behavior: "smooth" });
}
