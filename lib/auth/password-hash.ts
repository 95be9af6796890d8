import { hash, verify } from "@node-rs/argon2";
import { tooMany } from "@/lib/data/sign-in-limit.write";
import { accept, type Result } from "@/lib/domain/refusal";

/** Argon2id, 19 MiB, two passes, one lane: about 11 ms of one core, so hashing is rationed below. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const atOnce = 2;
const queueLength = 64;

/** The hash of a password nobody knows: checking it takes as long as checking a real one. */
const nobodysHash = "$argon2id$v=19$m=19456,t=2,p=1$pAr6KycJBgCfdik3ual+Kw$JIIgzAhmrflOrHWrl3gedcqKgOLc/gmkPpxnKlY6MqA";

let running = 0;
const waiting: (() => void)[] = [];

/** The PHC string to store for a password; refuses when too many are being hashed already. */
export function hashPassword(password: string): Promise<Result<string>> {
  return rationed(() => hash(password, cost));
}

/** Whether the password belongs to the hash; with no hash, the same work and `false`. */
export function passwordMatches(password: string, passwordHash: string | null): Promise<Result<boolean>> {
  return rationed(async () => {
    const matches = await verify(passwordHash ?? nobodysHash, password);
    return matches && passwordHash !== null;
  });
}

async function rationed<T>(work: () => Promise<T>): Promise<Result<T>> {
  if (running >= atOnce) {
    if (waiting.length >= queueLength) return tooMany(1);
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else {
    running += 1;
  }
  try {
    return accept(await work());
  } finally {
    // A place passes straight to the next in line, so `running` only falls when nobody waits.
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
