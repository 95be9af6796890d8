import type { Page } from "@playwright/test";
import type { Person } from "./team";

const calls = new Set(["get", "post", "put", "patch", "delete", "fetch", "head"]);

/** The hours and days of one journey: its pages and calls say how far ahead of the clock they are answered. */
export class JourneyClock {
  #ahead = 0;

  /** What pages opened later must send. */
  get headers(): Record<string, string> {
    return { "x-gonogo-test-ahead": String(this.#ahead) };
  }

  /** Time passes, and the pages are looked at again: what counts from a row survives that. */
  async forward(minutes: number, ...pages: Page[]): Promise<void> {
    this.#ahead += minutes * 60_000;
    for (const page of pages) {
      await page.setExtraHTTPHeaders(this.headers);
      await page.reload();
    }
  }

  now(): Date {
    return new Date(Date.now() + this.#ahead);
  }

  /** The same people, whose calls always go by this clock. */
  of<T extends Record<string, Person>>(people: T): T {
    const timed = (person: Person): Person => ({
      ...person,
      api: new Proxy(person.api, {
        get: (target, name) => {
          const method = Reflect.get(target, name);
          if (typeof method !== "function") return method;
          if (!calls.has(String(name))) return method.bind(target);
          return (url: string, options: { headers?: Record<string, string> } = {}) =>
            method.call(target, url, { ...options, headers: { ...options.headers, ...this.headers } });
        },
      }),
    });
    return Object.fromEntries(Object.entries(people).map(([name, person]) => [name, timed(person)])) as T;
  }
}
