"use client";

import { useRouter } from "next/navigation";
import { api } from "@/components/client/api";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog-confirm";
import type { DraftKeeper } from "./draft-keeper";
import { useEditStore } from "./edit-provider";
import type { Edited } from "./use-draft";

/** Throws the draft away for everybody: back to what is published, or away from a new template. */
export function DiscardDraft({ edited, keeper }: { edited: Edited; keeper: DraftKeeper }) {
  const router = useRouter();
  const store = useEditStore();
  const { published } = edited;
  const discard = async () => {
    const draft = keeper.getDraft();
    if (draft) {
      const answer = await api("DELETE", `/drafts/${draft.id}?version=${draft.version}`);
      if (!answer.ok && answer.code !== "not_found") return answer.message;
    }
    if (published) {
      store.replace(published);
      keeper.adopt(null, published);
    } else {
      keeper.adopt(null, store.getState().document);
      router.push("/templates");
    }
    return undefined;
  };
  return (
    <ConfirmDialog
      trigger={<Button>Discard…</Button>}
      title="Discard this draft?"
      description={
        published
          ? "Nobody finds it any more; what is published stays. Undo in this window brings it back."
          : "Nobody finds it any more. This can’t be undone."
      }
      action="Discard draft"
      onConfirm={discard}
    />
  );
}
