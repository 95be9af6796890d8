"use client";

import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useState } from "react";
import { goKey } from "@/components/shell/go-key";
import { isOverlaid, isTyping, type KeyGroup, useKeyHelp } from "@/components/shell/key-help";
import type { ItemState } from "@/lib/domain/item-state";
import type { Step } from "@/lib/domain/steps";
import { useRunStore } from "../run/run-provider";
import { useItemActs } from "../run/use-item-acts";

const group: KeyGroup = {
  title: "Go-live",
  lines: [
    { keys: ["e"], does: "Start the step" },
    { keys: ["x"], does: "Done" },
    { keys: ["f"], does: "Failed" },
    { keys: ["o"], does: "Open again" },
    { keys: ["c"], does: "Copy the first command" },
    { keys: ["j", "k"], does: "Look at the next and previous step" },
    { keys: ["Esc"], does: "Back to the current step" },
    { keys: ["u"], does: "Undo my last change" },
    { keys: ["g", "p"], does: "Go to the poll" },
  ],
};

const states: Readonly<Record<string, ItemState>> = { e: "in_progress", x: "passed", f: "failed", o: "open" };

type Shown = { steps: readonly Step[]; current: Step | null; shown: Step | null; pick: (key: string | null) => void };

/** The keys of the go-live screen: they act on the step shown large. */
export function useLiveKeys({ steps, shown, pick }: Shown): void {
  useKeyHelp(group);
  const acts = useItemActs();
  const store = useRunStore();
  const router = useRouter();
  const [follows] = useState(goKey);
  const press = useEffectEvent((event: KeyboardEvent) => {
    const plain = !event.altKey && !event.ctrlKey && !event.metaKey;
    if (event.defaultPrevented || !plain || isTyping(event.target) || isOverlaid()) return;
    if (follows(event)) {
      if (event.key === "p") router.push(`/runs/${store.runId}/poll`);
      return;
    }
    const state = states[event.key];
    const at = shown ? steps.indexOf(shown) : -1;
    if (event.key === "Escape") pick(null);
    else if (event.key === "u") acts.queue.undo();
    else if (event.key === "j") pick(steps[Math.min(at + 1, steps.length - 1)]?.standing.leaf.key ?? null);
    else if (event.key === "k") pick(steps[Math.max(at - 1, 0)]?.standing.leaf.key ?? null);
    else if (shown && state) acts.setState(shown.standing.leaf.key, state);
    else if (shown && event.key === "c") void acts.copyCommand(shown.standing.leaf.key);
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}
