import { serve } from "./serve.ts";

/** `npm run dev`: the same database, and a server that follows the sources. */
export async function run(): Promise<number> {
  return serve("dev");
}
