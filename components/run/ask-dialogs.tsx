"use client";

import { ConfirmDialog } from "@/components/ui/dialog-confirm";
import type { ItemState } from "@/lib/domain/item-state";
import { type ItemPlace, indexDocument } from "@/lib/domain/template-tree";
import { BlockedDialog } from "./blocked-dialog";
import { ReasonDialog } from "./reason-dialog";
import { useRun, useRunStore } from "./run-provider";
import { sendToRun } from "./run-send";
import { reasonLabels, stateWords } from "./run-words";
import { useItemActs } from "./use-item-acts";
import { useView, useViewStore } from "./view-provider";
import type { Ask } from "./view-store";

/** The questions keys, rows and the inspector ask before an item changes. */
export function AskDialogs() {
  const view = useViewStore();
  const ask = useView((state) => state.ask);
  const place = useRun((state) => (ask ? (indexDocument(state.snapshot.document).items.get(ask.key) ?? null) : null));
  if (!ask || !place) return null;
  const close = () => view.set({ ask: null });
  if (ask.kind === "parent") return <ParentAsk key={ask.key} ask={ask} place={place} onClose={close} />;
  if (ask.kind === "blocked") return <BlockedDialog key={ask.key} place={place} onClose={close} />;
  if (ask.kind === "skip") return <SkipAsk key={ask.key} ask={ask} place={place} onClose={close} />;
  if (ask.kind === "missed") return <MissedAsk key={ask.key} ask={ask} place={place} onClose={close} />;
  return <StateAsk key={`${ask.key}${ask.state}`} ask={ask} place={place} onClose={close} />;
}

function ParentAsk({
  ask,
  place,
  onClose,
}: {
  ask: Extract<Ask, { kind: "parent" }>;
  place: ItemPlace;
  onClose: () => void;
}) {
  const acts = useItemActs();
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Pass ${ask.count} items?`}
      description={`Every open item below “${place.title}” is recorded as passed by you. One undo takes them all back.`}
      action={`Pass ${ask.count} items`}
      tone="primary"
      onConfirm={async () => {
        acts.queue.change(ask.key, { state: "passed" });
        return undefined;
      }}
    />
  );
}

function SkipAsk({
  ask,
  place,
  onClose,
}: {
  ask: Extract<Ask, { kind: "skip" }>;
  place: ItemPlace;
  onClose: () => void;
}) {
  const acts = useItemActs();
  const starting = ask.state === "in_progress";
  return (
    <ReasonDialog
      open
      onClose={onClose}
      title={starting ? "Start it out of turn?" : "Pass it before its time?"}
      description={ask.why}
      label="Why can’t it wait?"
      hint="You lead this run, so you may. It stays in the history as skipped."
      action={starting ? "Start anyway" : "Pass anyway"}
      tone="danger"
      onSave={async (reason) => {
        acts.setStateWithReason(place.key, ask.state, reason);
        return undefined;
      }}
    />
  );
}

function MissedAsk({
  ask,
  place,
  onClose,
}: {
  ask: Extract<Ask, { kind: "missed" }>;
  place: ItemPlace;
  onClose: () => void;
}) {
  const acts = useItemActs();
  return (
    <ReasonDialog
      open
      onClose={onClose}
      title="Pass it although a value misses?"
      description={`${place.title}: ${ask.why}.`}
      label="Why does it pass all the same?"
      hint="Measure again first if it may be better by now. What you say stays in the history and the review."
      action="Pass anyway"
      tone="danger"
      onSave={async (reason) => {
        acts.setStateWithReason(place.key, "passed", reason);
        return undefined;
      }}
    />
  );
}

const titles: Partial<Record<ItemState, string>> = {
  passed: "Pass it anyway",
  failed: "Mark as failed",
  warned: "Pass with a warning",
  not_applicable: "Set aside as not applicable",
};

function StateAsk({
  ask,
  place,
  onClose,
}: {
  ask: Extract<Ask, { kind: "state" }>;
  place: ItemPlace;
  onClose: () => void;
}) {
  const acts = useItemActs();
  const store = useRunStore();
  const { state, key } = ask;
  const granted = useRun(({ snapshot }) =>
    snapshot.waivers.some((w) => w.itemKey === key && w.kind === "not_applicable" && w.grantedAt && !w.revokedAt),
  );
  const grave = place.severity === "critical" || place.severity === "high";
  const asksSigner = state === "not_applicable" && grave && !granted;
  return (
    <ReasonDialog
      open
      onClose={onClose}
      title={asksSigner ? "Ask to set it aside" : (titles[state] ?? stateWords[state].name)}
      description={
        asksSigner
          ? `${place.title}. It is ${place.severity}, so a signer has to grant this.`
          : state === "passed"
            ? `${place.title}. It is blocked or waits for something that isn't done.`
            : place.title
      }
      label={reasonLabels[state] ?? "Why?"}
      action={asksSigner ? "Ask a signer" : stateWords[state].act}
      tone={state === "failed" ? "danger" : "primary"}
      onSave={async (reason) => {
        if (asksSigner)
          return sendToRun(store, `/items/${encodeURIComponent(key)}/waivers`, {
            body: { reason, kind: "not_applicable" },
          });
        acts.setStateWithReason(key, state, reason);
        return undefined;
      }}
    />
  );
}
