"use client";

import { useState } from "react";
import { useKeyHelp } from "@/components/shell/key-help";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-name";
import { Sheet } from "@/components/ui/sheet";
import type { TemplateDocument } from "@/lib/domain/template";
import type { Dialect } from "./dialect";
import { DiscardDraft } from "./discard-draft";
import { DraftConflict } from "./draft-conflict";
import { DraftFound } from "./draft-found";
import { DraftLabel } from "./draft-label";
import { EditList } from "./edit-list";
import { EditProvider, useEdit } from "./edit-provider";
import { EditStore } from "./edit-store";
import { EditorBar, type View } from "./editor-bar";
import { Inspector } from "./inspector";
import { MarkdownPane } from "./markdown-pane";
import { PublishDialog } from "./publish-dialog";
import { type Edited, localNameOf, useDraft } from "./use-draft";

type Props = Edited & { dialect: Dialect };

/** The checklist as a document, edited in place or as Markdown beside it. */
export function TemplateEditor(props: Props) {
  const start = props.draft?.document ?? props.published;
  if (!start) throw new Error("There is something to edit: a draft, or what is published.");
  return <Started {...props} start={start} />;
}

function Started(props: Props & { start: TemplateDocument }) {
  const [store] = useState(() => new EditStore(props.start));
  return (
    <EditProvider store={store}>
      <Editor {...props} />
    </EditProvider>
  );
}

const keys = {
  title: "Editor",
  lines: [
    { keys: ["Enter"], does: "Edit the line; while typing, the next item" },
    { keys: ["Tab"], does: "While typing: below the line above; with Shift out again" },
    { keys: ["Esc"], does: "Stop typing; once more, the details of the whole checklist" },
    { keys: ["Alt", "↑ ↓"], does: "Move the line" },
    { keys: ["Alt", "← →"], does: "Out, and below the line above" },
    { keys: ["Shift", "F10"], does: "Add below, or change what the line is" },
    { keys: ["Del"], does: "Remove the line" },
    { keys: ["Ctrl", "Z"], does: "Undo; with Shift redo" },
  ],
};

function Editor({ dialect, start, ...edited }: Props & { start: TemplateDocument }) {
  const { template, published } = edited;
  const [view, setView] = useState<View>("checklist");
  const [publishing, setPublishing] = useState(false);
  const [details, setDetails] = useState(false);
  const [waiting, setWaiting] = useState(false);
  const document = useEdit((state) => state.document);
  const { keeper, state } = useDraft(edited, start);
  useKeyHelp(keys);
  const changed = document !== published;
  const publish = async () => {
    setWaiting(true);
    const saved = await keeper.flush();
    setWaiting(false);
    if (saved) setPublishing(true);
  };
  return (
    <div className="flex flex-col gap-3">
      <div className="mt-3 flex flex-col gap-3 empty:hidden">
        <DraftFound name={localNameOf(edited)} keeper={keeper} />
        {state.kind === "conflict" ? <DraftConflict keeper={keeper} theirs={state.theirs} /> : null}
      </div>
      <EditorBar view={view} onView={setView} onDetails={() => setDetails(true)} state={<DraftLabel state={state} />}>
        {changed && state.kind !== "conflict" ? <DiscardDraft edited={edited} keeper={keeper} /> : null}
        <Button
          variant="primary"
          busy={waiting}
          disabled={!changed || state.kind === "conflict"}
          onClick={() => void publish()}
        >
          Publish…
        </Button>
      </EditorBar>
      <div
        className={cn(
          "grid h-[calc(100dvh-var(--bar-height)-var(--nav-height)-9rem)] min-h-[28rem] grid-cols-1 gap-3",
          view === "both" && "lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_19rem]",
          view === "checklist" && "lg:grid-cols-[minmax(0,1fr)_21rem]",
        )}
      >
        {view === "checklist" ? null : (
          <section aria-label="Markdown" className="min-h-0 overflow-hidden rounded-lg border bg-panel shadow-card">
            <MarkdownPane dialect={dialect} />
          </section>
        )}
        {view === "markdown" ? null : (
          <>
            <section aria-label="Checklist" className="min-h-0 overflow-hidden rounded-lg border bg-panel shadow-card">
              <EditList />
            </section>
            <aside
              aria-label="Details"
              className="min-h-0 overflow-y-auto rounded-lg border bg-panel p-4 shadow-card max-lg:hidden"
            >
              <Inspector />
            </aside>
          </>
        )}
      </div>
      <Sheet title="Details" open={details} onOpenChange={setDetails}>
        <Inspector />
      </Sheet>
      {publishing ? (
        <PublishDialog
          template={template}
          published={published}
          document={document}
          draft={keeper.getDraft()}
          markdown={dialect.write(document)}
          onOvertaken={(theirs) => {
            setPublishing(false);
            keeper.overtaken(theirs);
          }}
          onPublished={() => keeper.adopt(null, document)}
          onClose={() => setPublishing(false)}
        />
      ) : null}
    </div>
  );
}
