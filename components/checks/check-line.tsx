"use client";

import { CircleCheck, CircleMinus, OctagonX, TriangleAlert } from "lucide-react";
import { useMemo, useState } from "react";
import { Badge, type Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { onlyChecksProve } from "@/lib/domain/check-map";
import type { CheckDone, CheckResult } from "@/lib/domain/check-report";
import { indexDocument } from "@/lib/domain/template-tree";
import { ItemLink } from "../run/item-link";
import { useMay, useRun, useRunStore } from "../run/run-provider";
import { sendToRun } from "../run/run-send";

const looks: Record<CheckResult, { tone: Tone; Mark: typeof CircleCheck; word: string }> = {
  pass: { tone: "go", Mark: CircleCheck, word: "Pass" },
  warn: { tone: "hold", Mark: TriangleAlert, word: "Warn" },
  fail: { tone: "no", Mark: OctagonX, word: "Fail" },
  skip: { tone: "plain", Mark: CircleMinus, word: "Skip" },
};

const found: Record<NonNullable<CheckDone["by"]>, string> = {
  key: "by its key",
  mapped: "as somebody mapped it",
  declared: "by a name the item declares",
  name: "by its name",
  slug: "by its name",
  similar: "by a similar name",
};

/** A check: what it found, where that went and what it did there. */
export function CheckLine({ check }: { check: CheckDone }) {
  const { tone, Mark, word } = looks[check.result];
  const title = useRun(
    ({ snapshot }) => indexDocument(snapshot.document).items.get(check.item ?? "")?.title ?? check.item,
  );
  return (
    <li className="border-t py-3 text-sm first:border-t-0">
      <p className="wrap-anywhere flex flex-wrap items-center gap-x-2 gap-y-1">
        <Badge tone={tone} icon={<Mark aria-hidden className="size-3" />}>
          {word}
        </Badge>
        <b className="font-strong">{check.name}</b>
        {check.severity ? <span className="text-ink-3 text-xs">{check.severity}</span> : null}
      </p>
      {check.detail ? <p className="wrap-anywhere mt-1 whitespace-pre-wrap text-ink-2">{check.detail}</p> : null}
      {check.item ? (
        <p className="wrap-anywhere mt-1 text-ink-2">
          <ItemLink itemKey={check.item} className="text-accent underline underline-offset-2">
            {title}
          </ItemLink>{" "}
          <span className="text-xs">
            ({check.by ? found[check.by] : ""}): {check.text}
          </span>
        </p>
      ) : (
        <MapCheck name={check.name} />
      )}
    </li>
  );
}

/** Once mapped it goes there with every later report of this run. */
function MapCheck({ name }: { name: string }) {
  const store = useRunStore();
  const may = useMay("item.tick");
  // Which check completes what only checks complete is the lead's to say.
  const mayAll = useMay("item.override");
  const document = useRun((state) => state.snapshot.document);
  const options = useMemo(
    () =>
      indexDocument(document)
        .leaves.filter((leaf) => mayAll || !onlyChecksProve(leaf))
        .map(({ key, title, path }) => ({ value: key, label: title, hint: path.join(" / ") })),
    [document, mayAll],
  );
  const [item, setItem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  if (!may) return <p className="mt-1 text-ink-2">No item has this name. Whoever contributes to the run can map it.</p>;
  const send = async () => {
    if (!item) return;
    setBusy(true);
    setError(await sendToRun(store, "/checks/mappings", { body: { name, item } }));
    setBusy(false);
  };
  return (
    <div className="mt-2 flex max-w-xl flex-wrap items-center gap-2">
      <Combobox
        label={`Item that ${name} is about`}
        className="min-w-48 flex-1"
        options={options}
        value={item}
        onChange={setItem}
        placeholder="Find its item"
      />
      <Button disabled={item === null} busy={busy} onClick={() => void send()}>
        Map
      </Button>
      {error ? (
        <p role="alert" className="w-full text-no">
          {error}
        </p>
      ) : null}
    </div>
  );
}
