import { errorCode, errorMessage, Refusal, Stopped } from "./refusal.ts";

const terminal = process.stdout.isTTY === true;
const width = 10;

/** What a stage may say while it runs, and what its line ends with: the returned text, or `done`. */
export type Progress = (note: string) => void;

/** Ends the line of a stage that is given up, so that the next one has its own. */
let abandon: (() => void) | undefined;

/** Runs one stage and prints it as one line: name, what is going on, the outcome, the seconds it took. */
export async function stage<T>(name: string, work: (progress: Progress) => Promise<T>): Promise<T> {
  abandon?.();
  const began = Date.now();
  const seconds = () => `${((Date.now() - began) / 1000).toFixed(1)} s`;
  let note = "";
  let written = 0;
  const draw = () => {
    if (terminal) process.stdout.write(`\r\x1b[K${name.padEnd(width)} ${note} … ${seconds()}`);
    else if (written++ > 0) process.stdout.write(".");
  };
  if (!terminal) process.stdout.write(`${name.padEnd(width)} `);
  const timer = setInterval(draw, terminal ? 200 : 5000);
  let closed = false;
  const close = () => {
    clearInterval(timer);
    closed = true;
    abandon = undefined;
  };
  abandon = () => {
    close();
    process.stdout.write("\n");
  };
  const finish = (outcome: string) => {
    if (closed) return;
    close();
    const begin = terminal ? `\r\x1b[K${name.padEnd(width)} ` : written > 1 ? " " : "";
    process.stdout.write(`${begin}${outcome}, ${seconds()}\n`);
  };
  try {
    const result = await work((text) => {
      note = text;
      if (terminal) draw();
    });
    finish(note || "done");
    return result;
  } catch (error) {
    finish(error instanceof Stopped ? "stopped" : "failed");
    throw error;
  }
}

/** Prints an expected failure in words, anything else with its stack, and gives the exit code. */
export function report(error: unknown): number {
  if (error instanceof Refusal) console.error(`\ngonogo: ${error.message}\n        ${error.remedy}`);
  // An option that is mistyped is the caller's, not a failure of ours: its name is the whole message.
  else if (errorCode(error).startsWith("ERR_PARSE_ARGS")) console.error(`gonogo: ${errorMessage(error)}`);
  else console.error(error);
  return 1;
}
