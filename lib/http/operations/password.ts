import { z } from "zod";
import { operation } from "../operation";
import { linkToken, newEmail, newPassword } from "../schema/person";
import { passwordInput } from "./session";

export const changePassword = operation({
  id: "changePassword",
  method: "PUT",
  path: "/password",
  summary: "Change one's own password; ends one's other sessions and, unless they are kept, one's personal tokens",
  access: "self",
  body: z.strictObject({ current: passwordInput, next: newPassword, keepTokens: z.boolean().default(false) }),
  status: 204,
  credentials: ["current", "next"],
});

export const askPasswordReset = operation({
  id: "askPasswordReset",
  method: "POST",
  path: "/password-resets",
  summary: "Ask for a reset link by mail; the answer is the same whoever the address belongs to",
  access: "public",
  body: z.strictObject({ email: newEmail }),
  status: 204,
});

export const redeemPasswordReset = operation({
  id: "redeemPasswordReset",
  method: "POST",
  path: "/password-resets/redeem",
  summary: "Set a new password by a reset link's token; ends all sessions and personal tokens",
  access: "public",
  body: z.strictObject({ token: linkToken, password: newPassword }),
  status: 204,
  credentials: ["token", "password"],
});
