import { env } from "@/lib/env";

/** The page that takes up an invitation. */
export function invitationLink(secret: string): string {
  return `${env().GONOGO_URL}/invite/${secret}`;
}

/** The page that takes a new password. */
export function passwordResetLink(secret: string): string {
  return `${env().GONOGO_URL}/reset/${secret}`;
}
