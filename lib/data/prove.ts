import { type Refusal, type Result, refuse } from "@/lib/domain/refusal";

/** Asks the caller again who they are; called outside of any transaction, as it counts attempts and hashes. */
export type Prove = () => Promise<Result<unknown>>;

/** Refused where a proof is needed and none was asked for. */
export const notProven: Refusal = refuse(
  "reauthentication_required",
  "This asks again who you are. A program sends `password`, with `code` where there is a second factor, or `passkey`.",
);

/** Who brings no proof is refused what needs one. */
export const proveNothing: Prove = async () => notProven;
