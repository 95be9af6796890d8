/** A session ends this many days after sign-in, however often it is used. */
export const sessionDays = 30;
/** And this many days after it was last used. */
export const idleDays = 14;

/** One opened by single sign-on ends after these hours: groups and leavers are looked up at the provider again. */
const singleSignOnHours = 12;

const dayMilliseconds = 86_400_000;

/** A session last used before this instant counts no more. */
export function idleSince(now: Date): Date {
  return new Date(now.getTime() - idleDays * dayMilliseconds);
}

/** When a session that starts now ends at the latest. */
export function sessionEnd(now: Date): Date {
  return new Date(now.getTime() + sessionDays * dayMilliseconds);
}

export function singleSignOnEnd(now: Date): Date {
  return new Date(now.getTime() + singleSignOnHours * 3_600_000);
}
