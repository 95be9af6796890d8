"use client";

import { Redo2, SlidersHorizontal, Undo2 } from "lucide-react";
import { useEffect, useState } from "react";
import { useKeyHelp } from "@/components/shell/key-help";
import { Button, IconButton } from "@/components/ui/button";
import { cn } from "@/components/ui/class-name";
import { Notice } from "@/components/ui/notice";
import { Sheet } from "@/components/ui/sheet";
import { RelativeTime } from "@/components/ui/time";
import type { TemplateDocument } from "@/lib/domain/template";
import { useUndoKeys } from "../outline/use-undo-keys";
import type { Dialect } from "./dialect";
import { EditList } from "./edit-list";
import { EditProvider, useEdit, useEditStore } from "./edit-provider";
import { EditStore } from "./edit-store";
import { Inspector } from "./inspector";
import { KeptLabel } from "./kept-label";
import { MarkdownPane } from "./markdown-pane";
import { PublishDialog } from "./publish-dialog";
import { dropKeptDraft, type KeptDraft, readKeptDraft, useKeptDraft } from "./use-kept-draft";

type Props = {
  template: { id: string; title: string; version: number };
  published: TemplateDocument;
  dialect: Dialect;
};

/** The checklist as a document, edited in place or as Markdown beside it. */
export function TemplateEditor(props: Props) {
  const [store] = useState(() => new EditStore(props.published));
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
    { keys: ["Esc"], does: "Stop typing" },
    { keys: ["Alt", "↑ ↓"], does: "Move the line" },
    { keys: ["Alt", "← →"], does: "Out, and below the line above" },
    { keys: ["Del"], does: "Remove the line" },
    { keys: ["Ctrl", "Z"], does: "Undo; with Shift redo" },
  ],
};

type View = "checklist" | "both" | "markdown";
const views: readonly { view: View; label: string; wide?: true }[] = [
  { view: "checklist", label: "Checklist" },
  { view: "both", label: "Both", wide: true },
  { view: "markdown", label: "Markdown" },
];

function Editor({ template, published, dialect }: Props) {
  const store = useEditStore();
  const [view, setView] = useState<View>("checklist");
  const [publishing, setPublishing] = useState(false);
  const [details, setDetails] = useState(false);
  const document = useEdit((state) => state.document);
  const undos = useEdit((state) => state.undos);
  const redos = useEdit((state) => state.redos);
  const kept = useKeptDraft(template.id, template.version, published);
  useUndoKeys({ undo: undos > 0 ? store.undo : null, redo: redos > 0 ? store.redo : null });
  useKeyHelp(keys);
  const changed = document !== published;
  return (
    <div className="flex flex-col gap-3">
      <Found templateId={template.id} version={template.version} />
      <div className="sticky top-(--bar-height) z-20 -mx-1 flex flex-wrap items-center gap-2 bg-paper px-1 py-2">
        <fieldset className="flex overflow-hidden rounded-md border border-line-strong">
          <legend className="sr-only">View</legend>
          {views.map(({ view: each, label, wide }) => (
            <button
              key={each}
              type="button"
              aria-pressed={view === each}
              onClick={() => setView(each)}
              className={cn(
                "h-8 px-3 text-sm -outline-offset-2 touch:h-11",
                wide && "max-lg:hidden",
                view === each ? "bg-ink font-strong text-on-ink" : "bg-panel hover:bg-hover",
              )}
            >
              {label}
            </button>
          ))}
        </fieldset>
        <IconButton label="Undo" disabled={undos === 0} onClick={store.undo}>
          <Undo2 aria-hidden className="size-4" />
        </IconButton>
        <IconButton label="Redo" disabled={redos === 0} onClick={store.redo}>
          <Redo2 aria-hidden className="size-4" />
        </IconButton>
        <KeptLabel state={kept} />
        <div className="ml-auto flex items-center gap-2">
          <IconButton label="Details" variant="secondary" className="lg:hidden" onClick={() => setDetails(true)}>
            <SlidersHorizontal aria-hidden className="size-4" />
          </IconButton>
          {changed ? (
            <Button
              onClick={() => {
                dropKeptDraft(template.id);
                store.replace(published);
              }}
            >
              Discard
            </Button>
          ) : null}
          <Button variant="primary" disabled={!changed} onClick={() => setPublishing(true)}>
            Publish…
          </Button>
        </div>
      </div>
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
          templateId={template.id}
          version={template.version}
          published={published}
          document={document}
          markdown={() => dialect.write(document)}
          onPublished={() => dropKeptDraft(template.id)}
          onClose={() => setPublishing(false)}
        />
      ) : null}
    </div>
  );
}

/** Offers what this browser kept from the last time; asked after the first drawing, as the server can't know. */
function Found({ templateId, version }: { templateId: string; version: number }) {
  const store = useEditStore();
  const [found, setFound] = useState<KeptDraft | null>(null);
  useEffect(() => setFound(readKeptDraft(templateId)), [templateId]);
  if (!found) return null;
  return (
    <Notice
      tone={found.base === version ? "wait" : "hold"}
      live
      title="You have unpublished changes"
      actions={
        <span className="flex gap-2">
          <Button
            size="sm"
            variant="primary"
            onClick={() => {
              store.replace(found.document);
              setFound(null);
            }}
          >
            Go on with them
          </Button>
          <Button
            size="sm"
            onClick={() => {
              dropKeptDraft(templateId);
              setFound(null);
            }}
          >
            Discard
          </Button>
        </span>
      }
    >
      From <RelativeTime at={new Date(found.at).toISOString()} />, kept in this browser.
      {found.base === version
        ? null
        : ` They began from version ${found.base}; version ${version} was published since. Publishing shows what differs.`}
    </Notice>
  );
}
