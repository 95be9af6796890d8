"use client";

import type { ReactNode } from "react";
import { useShown } from "./view-provider";

/** Leaves out what the filter doesn't let through. */
export function ShownWhen({ nodeKey, children }: { nodeKey: string; children: ReactNode }) {
  return useShown(nodeKey) ? children : null;
}
