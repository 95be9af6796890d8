"use client";

import { Card } from "@/components/ui/card";
import { Kbd } from "@/components/ui/kbd";
import { indexDocument } from "@/lib/domain/template-tree";
import { useRun } from "../run-provider";
import { TitleText } from "../title-text";
import { useView } from "../view-provider";
import { CaptureField } from "./capture-field";
import { Comments } from "./comments";
import { EvidenceCard } from "./evidence-card";
import { ItemFacts } from "./item-facts";
import { ItemHistory } from "./item-history";
import { MeasuresCard } from "./measures-card";
import { NeedsCard } from "./needs-card";
import { SecondPerson } from "./second-person";
import { StateButtons } from "./state-buttons";
import { useItemDetail } from "./use-item-detail";
import { WaiverCard } from "./waiver-card";

/** Everything about the item under the cursor, and what can be done to it. Untitled where its title stands above. */
export function Inspector({ titled = true }: { titled?: boolean }) {
  const cursor = useView((view) => view.cursor);
  const place = useRun((state) => (cursor ? (indexDocument(state.snapshot.document).items.get(cursor) ?? null) : null));
  if (!place)
    return (
      <Card>
        <h2 className="eyebrow">Item</h2>
        <p className="mt-2 text-ink-2 text-sm">
          Choose an item to see its evidence, comments and history. <Kbd>j</Kbd> and <Kbd>k</Kbd> move, <Kbd>x</Kbd>{" "}
          ticks, <Kbd>?</Kbd> shows every key.
        </p>
      </Card>
    );
  return <ItemInspector key={place.key} itemKey={place.key} titled={titled} />;
}

function ItemInspector({ itemKey, titled }: { itemKey: string; titled: boolean }) {
  const place = useRun((state) => indexDocument(state.snapshot.document).items.get(itemKey) ?? null);
  const { detail, failed, reload } = useItemDetail(itemKey);
  if (!place) return null;
  return (
    <div className="flex flex-col gap-3.5">
      <Card>
        <h2 className="eyebrow">{place.leaf ? "Item" : "Item with sub-items"}</h2>
        {titled ? (
          <p className="wrap-anywhere mt-1.5 font-strong text-md">
            <TitleText text={place.item.title} />
          </p>
        ) : null}
        <p className="mt-0.5 text-ink-3 text-xs">{place.path.join(" / ")}</p>
        <StateButtons place={place} />
        <ItemFacts place={place} />
      </Card>
      <NeedsCard place={place} />
      {place.leaf && place.item.capture ? <CaptureField itemKey={place.key} capture={place.item.capture} /> : null}
      {place.leaf && place.second ? <SecondPerson place={place} /> : null}
      {place.leaf ? <MeasuresCard place={place} /> : null}
      {place.leaf ? <EvidenceCard place={place} /> : null}
      {place.leaf ? <WaiverCard place={place} /> : null}
      <Comments itemKey={itemKey} comments={detail?.comments ?? null} failed={failed} onAdded={reload} />
      <ItemHistory lines={detail?.history ?? null} failed={failed} />
    </div>
  );
}
