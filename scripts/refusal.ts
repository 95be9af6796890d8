/** An expected failure: one sentence that says what is wrong, and one that says what to do. Printed without a stack. */
export class Refusal extends Error {
  readonly remedy: string;

  constructor(sentence: string, remedy: string) {
    super(sentence);
    this.name = "Refusal";
    this.remedy = remedy;
  }
}

/** Thrown out of whatever was going on when somebody asked us to stop. */
export class Stopped extends Error {}

/** The `code` of a system or database error, or an empty string. */
export function errorCode(error: unknown): string {
  if (typeof error !== "object" || error === null || !("code" in error)) return "";
  return String(error.code);
}

/** The message of anything thrown; an aggregate (several addresses tried) gives its first. */
export function errorMessage(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return errorMessage(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}

/** Turns "no space left" from any system call into a refusal; everything else comes back as it was. */
export function explained(error: unknown, where: string): unknown {
  const code = errorCode(error);
  if (
    code === "ENOSPC" ||
    code === "EDQUOT" ||
    /no space left on device|check free disk space/i.test(errorMessage(error))
  )
    return new Refusal(`The disk that holds ${where} is full.`, "Free some space, then start again.");
  if (code === "EACCES" || code === "EPERM" || code === "EROFS" || code === "ENOTDIR" || code === "EEXIST")
    return new Refusal(
      `${where} can't be written (${code}).`,
      "Give this user the right to write there, or name another directory in GONOGO_DATA_DIR.",
    );
  return error;
}
