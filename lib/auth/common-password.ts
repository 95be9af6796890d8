let loaded: Promise<ReadonlySet<string>> | undefined;

/** About 49,000 passwords from breaches, most used first; read when the first password is chosen, never over the network. */
function commonPasswords(): Promise<ReadonlySet<string>> {
  loaded ??= import("@zxcvbn-ts/language-common").then(
    ({ dictionary }) => new Set((dictionary["passwords-common"] as string[]).map((word) => word.toLowerCase())),
  );
  return loaded;
}

/** Words anybody would try here first. */
const ours = ["gonogo", "go-no-go", "deployment", "password", "passphrase"];

/**
 * True for a password out of breaches, and for what people make of one to be long enough: repeated, or with digits and
 * signs around it. `context` are words of this account, e.g. name and workspace.
 */
export async function isCommonPassword(password: string, context: readonly string[]): Promise<boolean> {
  const common = await commonPasswords();
  const known = new Set([...ours, ...context.map((word) => word.toLowerCase()).filter((word) => word.length > 2)]);
  const whole = password.toLowerCase();
  const bare = whole.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  return [whole, bare, unitOf(whole), unitOf(bare)].some((word) => common.has(word) || known.has(word));
}

/** The shortest text that, repeated, makes this one. */
function unitOf(text: string): string {
  const at = `${text}${text}`.indexOf(text, 1);
  return at > 0 ? text.slice(0, at) : text;
}
