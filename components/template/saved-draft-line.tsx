import { Check } from "lucide-react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/time";
import { RefusalNotice } from "./refusal-notice";
import type { SavedDraft } from "./use-saved-draft";

type Props = { saved: SavedDraft; onSaveOver: () => void };

/** Where the draft of a preview stands: saved and when, somebody else's by now, or refused. */
export function SavedDraftLine({ saved, onSaveOver }: Props) {
  const { draft, theirs, refusal, busy } = saved;
  if (theirs)
    return (
      <Notice
        tone="hold"
        live
        className="mb-4"
        title={
          <>
            {theirs.savedBy.name} saved a draft of this <RelativeTime at={theirs.savedAt} />
          </>
        }
      >
        <p>Yours isn’t saved. Look at theirs first: saving yours over it takes its place.</p>
        <div className="mt-2 flex flex-wrap gap-2">
          <ButtonLink size="sm" variant="primary" href={`/templates/drafts/${theirs.id}`} target="_blank">
            See theirs in a new window
          </ButtonLink>
          <Button size="sm" busy={busy} onClick={onSaveOver}>
            Save mine over it
          </Button>
        </div>
      </Notice>
    );
  if (refusal?.code === "not_found")
    return <Notice tone="hold" live className="mb-4" title="This draft was published or discarded meanwhile" />;
  if (refusal) return <RefusalNotice refusal={refusal} />;
  if (!draft) return null;
  return (
    <p role="status" className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-2 text-sm">
      <span className="flex items-center gap-1.5">
        <Check aria-hidden className="size-4 shrink-0 text-go" />
        <span>
          Draft saved <RelativeTime at={draft.savedAt} />, for everybody who edits templates
        </span>
      </span>
      <ButtonLink size="sm" href={`/templates/drafts/${draft.id}`}>
        Go on in the editor
      </ButtonLink>
    </p>
  );
}
