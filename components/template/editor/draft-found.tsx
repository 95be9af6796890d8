"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/time";
import type { DraftKeeper } from "./draft-keeper";
import { useEditStore } from "./edit-provider";
import { type LocalCopy, readLocalCopy, writeLocalCopy } from "./local-copy";

/** Offers what this browser kept when the server could not be reached; asked after the first drawing. */
export function DraftFound({ name, keeper }: { name: string; keeper: DraftKeeper }) {
  const store = useEditStore();
  const [found, setFound] = useState<LocalCopy | null>(null);
  useEffect(() => setFound(readLocalCopy(name)), [name]);
  if (!found) return null;
  const now = keeper.getDraft();
  const overtaken = found.draft?.id !== now?.id || found.draft?.version !== now?.version;
  const goOn = () => {
    // Made on another version than there is now, its first save is a conflict, which shows both.
    keeper.continueFrom(found.draft);
    store.replace(found.document);
    setFound(null);
  };
  const discard = () => {
    writeLocalCopy(name, null);
    setFound(null);
  };
  return (
    <Notice tone={overtaken ? "hold" : "wait"} live title="Changes that didn’t reach the server">
      <p>
        From <RelativeTime at={new Date(found.at).toISOString()} />, kept in this browser.
        {overtaken ? " The draft was saved or ended since: going on shows what differs." : null}
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button size="sm" variant="primary" onClick={goOn}>
          Go on with them
        </Button>
        <Button size="sm" onClick={discard}>
          Discard them
        </Button>
      </div>
    </Notice>
  );
}
