import { z } from "zod";

export const rollCallRow = z.object({
  id: z.string(),
  gateKey: z.string(),
  openedById: z.string(),
  openedAt: z.string(),
  secondsEach: z.int(),
  stations: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      roles: z.array(z.string()),
      count: z.int(),
      asked: z.array(z.string()),
      stood: z.enum(["go", "go_if", "no_go"]).nullable(),
    }),
  ),
  closedById: z.string().nullable(),
  closedAt: z.string().nullable(),
});

export const nudgeRow = z.object({
  id: z.string(),
  gateKey: z.string(),
  /** Asked for a signature; null where `personId` is asked for the work they hold up. */
  signoffKey: z.string().nullable(),
  personId: z.string().nullable(),
  byId: z.string(),
  at: z.string(),
});
