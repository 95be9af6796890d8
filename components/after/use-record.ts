import { notify } from "@/components/ui/toast";
import type { OccurrenceOutcome } from "@/lib/domain/go-live-rows";
import type { Occurrence } from "@/lib/domain/recurring-checks";
import { useRunStore } from "../run/run-provider";
import { sendForRefusal } from "../run/run-send";

type Said = { outcome: OccurrenceOutcome; note?: string; measured?: string };

/** Records turns, all or none. Resolves to a sentence when refused; what somebody else recorded meanwhile is shown by then. */
export function useRecord(): (turns: readonly Occurrence[], said: Said) => Promise<string | undefined> {
  const store = useRunStore();
  return async (turns, { outcome, note, measured }) => {
    const body = {
      turns: turns.map(({ key, number, row }) => ({ key, number, version: row?.version ?? 0 })),
      outcome,
      ...(note ? { note } : {}),
      ...(measured ? { measured } : {}),
    };
    const refused = await sendForRefusal(store, "/occurrences", { method: "PUT", body });
    if (refused?.code === "conflict") notify({ title: refused.message, tone: "plain" });
    return refused?.message;
  };
}
