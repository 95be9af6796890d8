import { z } from "zod";
import { signingRequirements } from "@/lib/domain/signing-method";
import { workingHoursSchema } from "@/lib/domain/working-hours";
import { operation } from "../operation";
import { againCredentials, againFields } from "../schema/again";
import { page } from "../schema/page";
import { idParams } from "./session";

const settings = z.object({
  id: z.string(),
  name: z.string(),
  signingRequires: z.enum(signingRequirements),
  /** When work goes on, for forecasts; null = round the clock. */
  workingHours: workingHoursSchema.nullable(),
});
const named = z.object({ id: z.string(), name: z.string() }).nullable();

export const getWorkspace = operation({
  id: "getWorkspace",
  method: "GET",
  path: "/workspace",
  summary: "The workspace, what signing asks for in it, and its working hours",
  access: "workspace.read",
  status: 200,
  response: settings,
});

export const changeWorkspace = operation({
  id: "changeWorkspace",
  method: "PATCH",
  path: "/workspace",
  summary:
    "Say what a signature asks for at the least, or when work goes on, which forecasts go by; null = round the clock. The former asks again who one is",
  access: "workspace.edit",
  body: z.strictObject({
    signingRequires: z.enum(signingRequirements).optional(),
    workingHours: workingHoursSchema.nullable().optional(),
    ...againFields,
  }),
  status: 200,
  response: settings,
  credentials: againCredentials,
});

export const listAdminNotices = operation({
  id: "listAdminNotices",
  method: "GET",
  path: "/notices",
  summary: "What the admins must look at: ceremonies voided by wrong answers, second factors taken off",
  access: "notice.read",
  status: 200,
  response: page(
    z.object({
      id: z.string(),
      kind: z.enum(["ceremony_voided", "override_voided", "factors_reset"]),
      person: named,
      run: named,
      detail: z.string(),
      at: z.string(),
    }),
  ),
});

export const markNoticeSeen = operation({
  id: "markNoticeSeen",
  method: "POST",
  path: "/notices/:id/seen",
  summary: "Say that an admin has taken note",
  access: "notice.see",
  params: idParams,
  body: z.strictObject({}),
  status: 204,
});

export const workspaceOperations = [getWorkspace, changeWorkspace, listAdminNotices, markNoticeSeen];
