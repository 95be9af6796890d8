import { z } from "zod";
import { artefactSchema } from "@/lib/domain/artefact";
import { reasonCodes } from "@/lib/domain/assessment";
import { signingMethods } from "@/lib/domain/signing-method";
import { overrideEnds } from "@/lib/domain/signing-rows";

const capacity = z.enum(["lead", "admin"]);
const maybe = z.string().nullable();

export const overrideRow = z.object({
  id: z.string(),
  gateKey: z.string(),
  reason: z.string(),
  endsAt: z.string(),
  overridden: z.array(z.object({ code: z.enum(reasonCodes), subject: z.string(), text: z.string() })),
  artefact: artefactSchema.nullable(),
  environment: z.string(),
  sha256: z.string(),
  askedById: z.string(),
  askedByName: z.string(),
  askedAs: capacity,
  askedMethod: z.enum(signingMethods),
  askedAt: z.string(),
  expiresAt: z.string(),
  confirmedById: maybe,
  confirmedByName: maybe,
  confirmedAs: capacity.nullable(),
  confirmedMethod: z.enum(signingMethods).nullable(),
  confirmedAt: maybe,
  ended: z.enum(overrideEnds).nullable(),
  endedById: maybe,
  endedAt: maybe,
  endReason: maybe,
  reviewedById: maybe,
  reviewedAt: maybe,
  reviewNote: maybe,
});
