/**
 * Goes on without a log when whoever read it is gone. Unheard, each failed write would be an error that is logged, which
 * fails again: a server that nobody watches any more would do nothing else.
 */
export function surviveBrokenOutput(): void {
  for (const output of [process.stdout, process.stderr])
    if (output.listenerCount("error", dropped) === 0) output.on("error", dropped);
}

function dropped(): void {}
