import { formatClock } from "@/components/ui/time-format";
import { notify } from "@/components/ui/toast";
import { count } from "@/lib/domain/plain-text";
import type { ItemRow } from "@/lib/domain/run";
import { indexDocument } from "@/lib/domain/template-tree";
import type { QueueNotices } from "./run-change-queue";
import type { RunStore } from "./run-store";
import type { Change } from "./run-types";
import { stateWords } from "./run-words";

/** What people are told when a change didn't come through: who was faster, and what now. */
export function queueNotices(store: RunStore): QueueNotices {
  return {
    refused: (change, answer, again) => {
      if (answer.code === "conflict" && isRow(answer.current)) {
        notify({
          title: conflictTitle(store, change, answer.current),
          description: `${titleOf(store, change.key)}. Your change${aim(change)} was not saved.`,
          tone: "bad",
          action: { label: "Do it anyway", onClick: again },
        });
        return;
      }
      if (answer.code === "unauthenticated") {
        notify({
          title: "You were signed out",
          description: `Your change to ${titleOf(store, change.key)} was not saved. Sign in and do it again.`,
          tone: "bad",
          action: { label: "Sign in", onClick: () => window.location.reload() },
        });
        return;
      }
      const early = answer.code === "hold_running" || answer.code === "out_of_order";
      notify({
        title: `${titleOf(store, change.key)}: ${early ? "not yet" : "not saved"}`,
        description: answer.message,
        tone: "bad",
      });
    },
    done: (change, rows, undo) => {
      const { state } = change.patch;
      const moved = rows.filter((row) => row.state === state).length;
      // Fingers have no Ctrl Z, and a parent moves more than one looks at.
      if (state === undefined || (change.before.length < 2 && !matchMedia("(pointer: coarse)").matches)) return;
      const what = change.before.length > 1 ? count(moved, "item") : titleOf(store, change.key);
      notify({ title: `${stateWords[state].name}: ${what}`, tone: "good", action: { label: "Undo", onClick: undo } });
    },
    undone: (keys) => {
      const first = keys[0];
      if (first === undefined) return;
      notify({ title: keys.length > 1 ? `Undid ${keys.length} items` : `Undid ${titleOf(store, first)}` });
    },
    undoRefused: (message) => notify({ title: "Nothing was undone", description: message }),
  };
}

function conflictTitle(store: RunStore, change: Change, current: ItemRow): string {
  const { snapshot } = store.getState();
  if (!(indexDocument(snapshot.document).items.get(change.key)?.leaf ?? true)) return "Something below it has changed";
  const who = current.changedById ? (snapshot.people[current.changedById]?.name ?? "Somebody") : "Somebody";
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const when = current.changedAt ? ` at ${formatClock(current.changedAt, zone)}` : "";
  const did = change.patch.state === undefined ? "changed" : stateWords[current.state].did;
  return `${who} ${did} this${when}`;
}

function aim(change: Change): string {
  return change.patch.state === undefined ? "" : ` to ${stateWords[change.patch.state].name.toLowerCase()}`;
}

function titleOf(store: RunStore, key: string): string {
  const title = indexDocument(store.getState().snapshot.document).items.get(key)?.title ?? "This item";
  return title.length > 60 ? `${title.slice(0, 57)}…` : title;
}

function isRow(value: unknown): value is ItemRow {
  return typeof value === "object" && value !== null && "state" in value && "version" in value;
}
