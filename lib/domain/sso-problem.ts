/** Why single sign-on came to nothing: codes that stand in an address, never a text of the provider's. */
export const ssoProblems = {
  unreachable: "The sign-in service can't be reached. Try again in a moment, or sign in with your password.",
  clock: "The clocks of this server and of the sign-in service differ. An admin of this server has to set them right.",
  denied: "The sign-in service did not let you in, or you cancelled. Try again.",
  invalid: "The answer of the sign-in service doesn't hold. Try again; if it stays so, tell an admin of this server.",
  expired: "That took too long, or was begun in another window. Begin again.",
  no_email: "The sign-in service names no mail address of yours. An admin there has to add it and let Gonogo see it.",
  email_unverified: "The sign-in service hasn't verified your mail address. Verify it there, then come back.",
  no_group: "You are in no group that has a role here. Ask an admin of the sign-in service to add you to one.",
  account_exists:
    "Your mail address has an account here that isn't connected. Sign in as you did until now, then connect it under Settings, You.",
  disabled: "Your account here is disabled. Ask an admin of your workspace.",
  taken:
    "That account of the sign-in service is connected to somebody else here, or yours is connected to another one.",
  not_you: "You signed in as somebody else than who opened the statement. Sign in as yourself.",
  not_anew: "The sign-in service took an older sign-in. Signing needs one made after you opened the statement.",
  gone: "The statement was withdrawn, or its five minutes have passed. Open it again.",
} as const;

export type SsoProblem = keyof typeof ssoProblems;

export function ssoProblemOf(code: string | undefined): SsoProblem | null {
  return code !== undefined && Object.hasOwn(ssoProblems, code) ? (code as SsoProblem) : null;
}

/** Seconds a provider's clock may be behind ours. */
const drift = 5;

/** True for a sign-in that was made after the statement was opened; providers tell whole seconds since 1970. */
export function isSignedInAnew(authTime: unknown, openedAt: Date): boolean {
  return typeof authTime === "number" && authTime >= Math.floor(openedAt.getTime() / 1000) - drift;
}
