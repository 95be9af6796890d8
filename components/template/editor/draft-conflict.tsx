"use client";

import { useState } from "react";
import { api } from "@/components/client/api";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/time";
import { notify } from "@/components/ui/toast";
import type { TemplateDocument } from "@/lib/domain/template";
import { diffTemplates } from "@/lib/domain/template-diff";
import { DiffView } from "../versions/diff-view";
import type { DraftHead, DraftKeeper } from "./draft-keeper";
import { useEdit, useEditStore } from "./edit-provider";

type Theirs = DraftHead & { document: TemplateDocument };
type Props = { keeper: DraftKeeper; theirs: DraftHead | null };

/** Somebody else saved this draft, or ended it: whose counts is said by a person who can see the difference. */
export function DraftConflict({ keeper, theirs }: Props) {
  const store = useEditStore();
  const document = useEdit((state) => state.document);
  const [shown, setShown] = useState<Theirs | null>(null);
  const read = async (): Promise<Theirs | null> => {
    if (!theirs) return null;
    const answer = await api<Theirs>("GET", `/drafts/${theirs.id}`);
    if (answer.ok) return answer.value;
    if (answer.code === "not_found") keeper.overtaken(null);
    else notify({ title: "Theirs could not be read", description: answer.message, tone: "bad" });
    return null;
  };
  const take = async () => {
    const saved = shown ?? (await read());
    if (!saved) return;
    setShown(null);
    // Undo brings back what was typed here.
    store.replace(saved.document);
    keeper.adopt(saved, saved.document);
    notify({ title: `This is what ${saved.savedBy.name} saved`, description: "Undo brings yours back." });
  };
  const keep = () => {
    setShown(null);
    void keeper.keepOurs();
  };
  if (!theirs)
    return (
      <Notice
        tone="hold"
        live
        title="This draft was published or discarded meanwhile"
        actions={<Button onClick={keep}>Keep mine as a new draft</Button>}
      >
        What you changed since is kept in this browser only.
      </Notice>
    );
  return (
    <>
      <Notice
        tone="hold"
        live
        title={
          <>
            {theirs.savedBy.name} saved this draft <RelativeTime at={theirs.savedAt} />
          </>
        }
      >
        <p>Yours was made on what stood there before, and isn’t saved. Nothing is overwritten until you say so.</p>
        <div className="mt-2 flex flex-wrap gap-2">
          <Button size="sm" variant="primary" onClick={async () => setShown(await read())}>
            See the difference
          </Button>
          <Button size="sm" onClick={take}>
            Take theirs
          </Button>
          <Button size="sm" onClick={keep}>
            Keep mine
          </Button>
        </div>
      </Notice>
      {shown ? (
        <Dialog
          open
          onOpenChange={(open) => open || setShown(null)}
          size="xl"
          title={`What yours changes of what ${shown.savedBy.name} saved`}
          description="Lines that only they have are shown as removed."
          footer={
            <>
              <DialogClose render={<Button>Decide later</Button>} />
              <Button onClick={take}>Take theirs</Button>
              <Button variant="primary" onClick={keep}>
                Keep mine
              </Button>
            </>
          }
        >
          <DiffView diff={diffTemplates(shown.document, document)} />
        </Dialog>
      ) : null}
    </>
  );
}
