import { generateClient } from "./client.ts";

/** Generates the Prisma client when it is missing or older than its schema. */
console.log((await generateClient()) ? "Generated lib/data/generated." : "lib/data/generated is up to date.");
