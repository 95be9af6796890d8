"use client";

import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { titleOf } from "@/lib/domain/need-decision";
import { plainText } from "@/lib/domain/plain-text";
import type { DocumentIndex, ItemPlace } from "@/lib/domain/template-tree";
import { useRunStore } from "../run-provider";
import { sendToRun } from "../run-send";

/** Makes an item, or all of a part it stands in, wait for an item, a part or a gate. A circle is refused in words. */
export function NeedAdd({ place, index }: { place: ItemPlace; index: DocumentIndex }) {
  const store = useRunStore();
  const [who, setWho] = useState(place.key);
  const [need, setNeed] = useState<string | null>(null);
  const [refused, setRefused] = useState<string>();
  const [busy, setBusy] = useState(false);
  const options = useMemo(() => optionsOf(index), [index]);
  const parts = [place.key, ...place.above.toReversed()].map((key) => ({
    value: key,
    label: key === place.key ? "This item" : `All of ${titleOf(index, key)}`,
  }));
  const add = async () => {
    if (need === null) {
      setRefused("Choose what it has to wait for.");
      return;
    }
    setBusy(true);
    const message = await sendToRun(store, `/needs/${encodeURIComponent(who)}`, { method: "PUT", body: { need } });
    setBusy(false);
    setRefused(message);
    if (!message) setNeed(null);
  };
  return (
    <div className="mt-3 flex flex-col gap-1.5 border-t pt-3">
      <Select label="What waits" options={parts} value={who} onChange={setWho} />
      <Combobox
        label="Waits for"
        placeholder="waits for…"
        options={options.filter(({ value }) => value !== who)}
        value={need}
        onChange={(next) => {
          setNeed(next);
          setRefused(undefined);
        }}
      />
      {refused ? <Notice tone="no">{refused}</Notice> : null}
      <Button size="sm" className="self-start" busy={busy} onClick={add}>
        Add dependency
      </Button>
    </div>
  );
}

function optionsOf(index: DocumentIndex) {
  const nodes = [...index.nodes.values()].map((node) => ({
    value: node.key,
    label: plainText(node.title),
    hint: node.kind === "item" ? (index.items.get(node.key)?.path.at(-1) ?? "") : `all of this ${node.kind}`,
  }));
  const gates = index.gates.map(({ gate }) => ({
    value: gate.key,
    label: plainText(gate.title),
    hint: "all this gate covers",
  }));
  return [...nodes, ...gates];
}
