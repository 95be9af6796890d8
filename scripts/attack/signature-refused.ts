import { authorityKinds } from "./signature-authority.ts";
import { meanwhileKinds } from "./signature-meanwhile.ts";
import { misusedKinds } from "./signature-misused.ts";
import { overKinds } from "./signature-over.ts";
import type { Kind } from "./signature-stage.ts";

/** Signatures that must be refused when they are given. */
export const refusedKinds: Record<string, Kind> = {
  ...misusedKinds,
  ...overKinds,
  ...meanwhileKinds,
  ...authorityKinds,
};
