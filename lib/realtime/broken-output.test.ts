import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";

const own = JSON.stringify(new URL("./broken-output.ts", import.meta.url).href);
/** Writes on both outputs until both have failed, then ends well: unless that ended it before. */
const script = `
  const { surviveBrokenOutput } = await import(${own});
  surviveBrokenOutput();
  let left = 2;
  for (const output of [process.stdout, process.stderr]) {
    const write = () => output.write("a line\\n", (error) => {
      if (!error) return setImmediate(write);
      left -= 1;
      if (left === 0) setTimeout(() => process.exit(0), 1);
    });
    write();
  }
  process.send("writing");`;

it("goes on when nobody reads what the server writes", async () => {
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const ended = once(child, "exit");
  await once(child, "message");
  child.stdout?.destroy();
  child.stderr?.destroy();
  expect(await ended).toEqual([0, null]);
});
