import { z } from "zod";

/** An address people may follow from a screen: never `javascript:` or another scheme. */
export const webAddressSchema = z
  .url({ protocol: /^https?$/, hostname: /./, message: "Give an http or https address." })
  .max(2000);
