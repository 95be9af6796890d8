/** A verb of `npm run -s gonogo -- <verb>`. The file `token-create.ts` holds the verb `token create`. */
export type Verb = {
  /** One line for the list of verbs. */
  summary: string;
  /** What follows the verb, e.g. `--email E --name N`. */
  usage: string;
  /** With `database`, the environment names one before `run` is called, so that `lib/env` and `lib/data` work. */
  needs: "database" | "nothing";
  /** Gives the exit code. A Refusal thrown is printed as a sentence, a UsageError with the usage. */
  run: (args: string[]) => Promise<number>;
};

/** Wrong arguments: printed with the verb's usage, exit code 2. */
export class UsageError extends Error {}
