import { type Refusal, refuse } from "@/lib/domain/refusal";

/** What a missing template and a stranger's template both answer. */
export const templateNotFound: Refusal = refuse("not_found", "There is nothing here, or you may not see it.");
