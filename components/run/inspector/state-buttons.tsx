"use client";

import { OctagonMinus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-name";
import { RelativeTime } from "@/components/ui/time";
import { Tooltip } from "@/components/ui/tooltip";
import type { ItemState } from "@/lib/domain/item-state";
import type { ItemPlace } from "@/lib/domain/template-tree";
import { ItemBox } from "../item-box";
import { BlockedWords } from "../linked-text";
import { ReadOnlyHint } from "../read-only-hint";
import { useMay, useRow, useRun } from "../run-provider";
import { stateWords } from "../run-words";
import { useItemActs } from "../use-item-acts";

const offered: readonly { state: ItemState; key: string }[] = [
  { state: "passed", key: "x" },
  { state: "in_progress", key: "e" },
  { state: "warned", key: "w" },
  { state: "failed", key: "f" },
  { state: "not_applicable", key: "n" },
  { state: "open", key: "o" },
];

/** The states an item can take; those that say nothing without a reason ask for it. */
export function StateButtons({ place }: { place: ItemPlace }) {
  const row = useRow(place.key);
  const acts = useItemActs();
  const may = useMay("item.tick");
  if (!row) return null;
  if (!may) return <ReadOnlyHint className="mt-3" state={stateWords[row.state].name} />;
  const states = place.leaf ? offered : offered.filter(({ state }) => state === "passed");
  return (
    <div className="mt-3">
      <fieldset className="grid grid-cols-[1fr_auto_1fr] gap-1.5">
        <legend className="sr-only">State</legend>
        {states.map(({ state, key }) => {
          const on = row.state === state;
          return (
            <Tooltip key={state} text={stateWords[state].act} shortcut={key}>
              <button
                type="button"
                aria-pressed={on}
                onClick={() => acts.setState(place.key, state)}
                className={cn(
                  "flex min-h-8 items-center gap-2 whitespace-nowrap rounded-md border px-2 text-left text-xs transition-colors touch:min-h-11",
                  on ? "border-ink bg-sunk font-strong" : "border-line-strong hover:bg-hover",
                )}
              >
                <ItemBox state={state} className="size-4" />
                {stateWords[state].name}
              </button>
            </Tooltip>
          );
        })}
      </fieldset>
      {place.leaf ? (
        <Button
          size="sm"
          variant="ghost"
          className="mt-1.5 -ml-2"
          icon={<OctagonMinus aria-hidden className="size-3.5" />}
          onClick={() => acts.block(place.key)}
        >
          {row.blocked ? "No longer blocked" : "Report blocked"}
        </Button>
      ) : null}
      {row.reason ? <p className="wrap-anywhere mt-2 rounded-md bg-sunk px-3 py-2 text-sm">{row.reason}</p> : null}
      {row.blocked ? (
        <p className="wrap-anywhere mt-2 rounded-md bg-no-tint px-3 py-2 text-sm">
          <b className="font-strong text-no">Blocked:</b> <BlockedWords reason={row.blocked} link={row.blockedLink} />
          <BlockedBy itemKey={place.key} />
        </p>
      ) : null}
    </div>
  );
}

function BlockedBy({ itemKey }: { itemKey: string }) {
  const blocked = useRun((state) => state.snapshot.items[itemKey]?.blocked ?? null);
  const name = useRun((state) => state.snapshot.people[blocked?.byId ?? ""]?.name ?? "Somebody who left");
  if (!blocked) return null;
  return (
    <span className="mt-0.5 block text-ink-2 text-xs">
      {name}, <RelativeTime at={blocked.since} />
    </span>
  );
}
