import { report } from "./stage.ts";

type Command = { run: (args: string[]) => Promise<number> };

/** Each command is loaded when it is asked for, so that none pays for another's imports. */
const commands: Record<string, () => Promise<Command>> = {
  serve: () => import("./serve.ts"),
  dev: () => import("./dev.ts"),
  check: () => import("./check.ts"),
  test: () => import("./test.ts"),
  bench: () => import("./bench.ts"),
  attack: () => import("./attack.ts"),
  crash: () => import("./crash.ts"),
  fuzz: () => import("./fuzz.ts"),
  cli: () => import("./cli.ts"),
};

const [name = "serve", ...args] = process.argv.slice(2);
const load = commands[name];
if (!load) {
  console.error(`gonogo: There is no command ${name}. Known: ${Object.keys(commands).join(", ")}.`);
  process.exit(2);
}
try {
  const { run } = await load();
  process.exit(await run(args));
} catch (error) {
  process.exit(report(error));
}
