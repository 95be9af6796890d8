import { useEffect, useEffectEvent } from "react";
import { isOverlaid, isTyping } from "@/components/shell/key-help";

type Acts = { undo: (() => void) | null; redo: (() => void) | null };

/** Ctrl or Command Z, with Shift the other way, also Ctrl Y; not while typing, where it is the text's own. */
export function useUndoKeys({ undo, redo }: Acts): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target) || isOverlaid()) return;
    const key = event.key.toLowerCase();
    const act = key === "y" || (key === "z" && event.shiftKey) ? redo : key === "z" ? undo : null;
    if (!act) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}
