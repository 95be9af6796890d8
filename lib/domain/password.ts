import { normaliseEmail } from "./email";

export const passwordMinimum = 12;
export const passwordMaximum = 256;

/**
 * What is wrong with a new password, in words for its owner; null when it will do.
 * Length is all we ask for, in characters. It is kept exactly as typed: no trimming, no normalising.
 */
export function passwordProblem(password: string, email: string): string | null {
  const length = Array.from(password).length;
  if (length < passwordMinimum) return `Use at least ${passwordMinimum} characters. A few words make a good password.`;
  if (length > passwordMaximum) return `Use at most ${passwordMaximum} characters.`;
  if (normaliseEmail(password) === normaliseEmail(email)) return "Don't use the e-mail address as the password.";
  if (new Set(password).size < 3) return "Don't use one or two characters over and over.";
  return null;
}
