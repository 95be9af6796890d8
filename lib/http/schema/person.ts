import { z } from "zod";
import { workspaceRoles } from "@/lib/domain/actor";
import { normaliseEmail } from "@/lib/domain/email";

/** An address somebody is to be reached at, with their name before it or without; kept as it is compared. */
export const newEmail = z
  .string()
  .max(500)
  .overwrite(normaliseEmail)
  .pipe(z.email("This is not an e-mail address.").max(254));

/** How a person is shown and how they sign. */
export const personName = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u, "A name has no invisible characters.");

/** Only bounded here: what a password must be, lib/domain/password says in words. */
export const newPassword = z.string().min(1).max(1024);

/** What a link carries. */
export const linkToken = z.string().min(20).max(200);

export const roleList = z.array(z.enum(workspaceRoles)).min(1).max(workspaceRoles.length);
