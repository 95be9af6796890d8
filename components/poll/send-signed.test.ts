import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Answer, ApiRefusal } from "@/components/client/api";
import type { request } from "../run/run-request";
import type { RunStore } from "../run/run-store";
import { sendSigned } from "./send-signed";

const refused = (code: ApiRefusal["code"]): ApiRefusal => ({ ok: false, code, message: code, problems: [] });

let given: boolean;
let keys: (string | undefined)[];
/** What the next sends come to, and whether the server carried them out. */
let answers: [Answer<never> | { ok: true; value: unknown }, boolean][];
let readable: boolean;
let known: boolean;

beforeEach(() => {
  vi.useFakeTimers();
  [given, known, readable, keys, answers] = [false, false, true, [], []];
});
afterEach(() => void vi.useRealTimers());

const store = {
  runId: "r",
  refetch: async () => {
    if (readable) known = given;
  },
  getState: () => ({ base: null }),
} as unknown as RunStore;

async function send(): Promise<ApiRefusal | null> {
  const ask = async (_: string, options: Parameters<typeof request>[1]) => {
    keys.push(options?.idempotencyKey);
    const [answer, carried] = answers.shift() ?? [{ ok: true, value: {} }, true];
    if (carried) given = true;
    return answer;
  };
  const sent = sendSigned(
    store,
    { path: "/signoffs/qa/signatures", id: "c1", body: {}, isGiven: () => known },
    ask as typeof request,
  );
  await vi.advanceTimersByTimeAsync(60_000);
  return sent;
}

test("an answer lost on the way is looked up in the run", async () => {
  answers = [[refused("network"), true]];
  expect(await send()).toBeNull();
  expect(keys).toEqual(["sign:c1"]);
});

test("while the run can't be read either, it is sent again under the same key", async () => {
  readable = false;
  answers = [
    [refused("network"), true],
    [refused("idempotency_key_in_flight"), false],
  ];
  expect(await send()).toBeNull();
  expect(keys).toEqual(["sign:c1", "sign:c1", "sign:c1"]);
});

test.each(["already_done", "ceremony_expired"] as const)("%s of one's own signature is no refusal", async (code) => {
  given = true;
  answers = [[refused(code), false]];
  expect(await send()).toBeNull();
});

test.each(["already_done", "ceremony_expired", "statement_changed", "reauthentication_required"] as const)(
  "%s is, of what nobody gave",
  async (code) => {
    answers = [[refused(code), false]];
    expect(await send()).toMatchObject({ code });
    expect(keys).toHaveLength(1);
  },
);

test("nobody answering at all is told, and sending again counts once", async () => {
  answers = [1, 2, 3].map(() => [refused("network"), false]);
  expect(await send()).toMatchObject({ code: "network", message: expect.stringContaining("it counts once") });
  expect(await send()).toBeNull();
  expect(new Set(keys)).toEqual(new Set(["sign:c1"]));
});
