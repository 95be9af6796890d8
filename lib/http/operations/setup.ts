import { z } from "zod";
import { operation } from "../operation";
import { newEmail, newPassword, personName } from "../schema/person";
import { sessionView } from "./session";

export const setUp = operation({
  id: "setUp",
  method: "POST",
  path: "/setup",
  summary: "Create the workspace and its owner with the one-time code from the terminal; sets the session cookie",
  access: "public",
  body: z.strictObject({
    code: z.string().min(1).max(100),
    workspace: z.string().trim().min(1).max(120),
    name: personName,
    email: newEmail,
    password: newPassword,
    sample: z.boolean().default(false),
  }),
  status: 201,
  response: sessionView,
  credentials: ["code", "password"],
});
