"use client";

import { createContext, type ReactNode, useContext, useSyncExternalStore } from "react";
import type { EditState, EditStore } from "./edit-store";

const EditContext = createContext<EditStore | null>(null);

export function EditProvider({ store, children }: { store: EditStore; children: ReactNode }) {
  return <EditContext value={store}>{children}</EditContext>;
}

export function useEditStore(): EditStore {
  const store = useContext(EditContext);
  if (!store) throw new Error("Outside of an editor.");
  return store;
}

/** Part of what is being edited; give a function that returns the same for what is the same. */
export function useEdit<T>(part: (state: EditState) => T): T {
  const store = useEditStore();
  return useSyncExternalStore(
    store.subscribe,
    () => part(store.getState()),
    () => part(store.getState()),
  );
}
