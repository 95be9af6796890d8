import { z } from "zod";
import { operation } from "../operation";
import { linkToken, newPassword } from "../schema/person";
import { passwordInput } from "./session";

export const changePassword = operation({
  id: "changePassword",
  method: "PUT",
  path: "/password",
  summary: "Change one's own password; ends one's other sessions",
  access: "self",
  body: z.strictObject({ current: passwordInput, next: newPassword }),
  status: 204,
  credentials: ["current", "next"],
});

export const redeemPasswordReset = operation({
  id: "redeemPasswordReset",
  method: "POST",
  path: "/password-resets/redeem",
  summary: "Set a new password by a reset link's token; ends all sessions",
  access: "public",
  body: z.strictObject({ token: linkToken, password: newPassword }),
  status: 204,
  credentials: ["token", "password"],
});
