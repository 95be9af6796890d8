"use client";

import { UserCheck } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DayTime } from "@/components/ui/time";
import { isConfirmed } from "@/lib/domain/second-person";
import { type ItemPlace, indexDocument } from "@/lib/domain/template-tree";
import { useMay, useRow, useRun, useRunStore } from "../run-provider";
import { sendToRun } from "../run-send";

/** Do and confirm: one does it, somebody else has a look. */
export function SecondPerson({ place }: { place: ItemPlace }) {
  const store = useRunStore();
  const may = useMay("item.tick");
  const me = useRun((state) => state.you.personId);
  const view = useRow(place.key);
  const row = useRun((state) => state.snapshot.items[place.key] ?? null);
  const found = useRun((state) => state.snapshot.confirmations.find(({ itemKey }) => itemKey === place.key) ?? null);
  const document = useRun((state) => state.snapshot.document);
  const leaf = indexDocument(document).leafByKey.get(place.key);
  const name = useRun((state) => state.snapshot.people[found?.personId ?? ""]?.name ?? "Somebody");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const done = row !== null && (row.state === "passed" || row.state === "warned");
  const confirmed = found !== null && done && leaf !== undefined && isConfirmed(row, [found], { document, leaf });
  const mine = row?.changedById === me;
  const confirm = async () => {
    if (!row) return;
    setBusy(true);
    const path = `/items/${encodeURIComponent(place.key)}/confirmation`;
    setError(await sendToRun(store, path, { body: { version: row.version } }));
    setBusy(false);
  };
  return (
    <Card>
      <h2 className="eyebrow">Second person</h2>
      {confirmed ? (
        <p className="mt-1.5 text-sm">
          Confirmed by {name}, <DayTime at={found.at} />
        </p>
      ) : (
        <p className="mt-1.5 text-sm">
          {done
            ? mine
              ? "You set it: it counts once somebody else has confirmed it."
              : found
                ? "It was confirmed as it stood before. It counts once somebody other than who set it has confirmed it anew."
                : "It counts once somebody other than who set it has confirmed it."
            : "One does it, somebody else confirms it."}
        </p>
      )}
      {may && done && !confirmed && !mine && !view?.saving ? (
        <Button
          className="mt-2"
          busy={busy}
          variant="primary"
          icon={<UserCheck aria-hidden className="size-4" />}
          onClick={() => void confirm()}
        >
          I have seen it: confirm
        </Button>
      ) : null}
      {error ? (
        <p role="alert" className="mt-2 text-no text-sm">
          {error}
        </p>
      ) : null}
    </Card>
  );
}
