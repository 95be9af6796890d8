import { beforeAll, expect, it } from "vitest";
import { testDatabase } from "@/scripts/test/database";
import { operation } from "./operation";
import { publicRoute } from "./route";

beforeAll(() => testDatabase());

const download = operation({
  id: "download",
  method: "GET",
  path: "/download",
  summary: "A body that holds something open",
  access: "public",
  status: 200,
});

/** What the handler answers with, and whether its body was let go of. */
async function ask(method: string) {
  let open = true;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode("bytes")),
    cancel: () => {
      open = false;
    },
  });
  const handler = publicRoute(download, async () => new Response(body, { headers: { "x-kept": "yes" } }));
  const request = new Request("http://localhost:3000/api/v1/download", { method });
  return { response: await handler(request, { params: Promise.resolve({}) }), isOpen: () => open };
}

it("lets go of a body that HEAD doesn't want", async () => {
  const { response, isOpen } = await ask("HEAD");
  expect(isOpen()).toBe(false);
  expect(response.body).toBeNull();
  expect(response.headers.get("x-kept")).toBe("yes");
});

it("leaves the body of GET to be read", async () => {
  const { response, isOpen } = await ask("GET");
  expect(isOpen()).toBe(true);
  await response.body?.cancel();
});
