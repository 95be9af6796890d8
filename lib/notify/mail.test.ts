import { once } from "node:events";
import net, { type AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sendMail } from "./mail";

/** A mail server that always has something to say and never comes to the point: no silence is ever long. */
let server: net.Server;
const ended: Promise<unknown>[] = [];

beforeAll(async () => {
  server = net.createServer((socket) => {
    const talking = setInterval(() => socket.write("220-one moment\r\n"), 20);
    socket.on("error", () => undefined).resume();
    ended.push(once(socket, "close").finally(() => clearInterval(talking)));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  Object.assign(process.env, {
    DATABASE_URL: "postgres://unused",
    GONOGO_SMTP_URL: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
});
afterAll(() => server.close());

it("gives a mail up, and its connection, when the server takes too long over the whole of it", async () => {
  const mail = { id: "1", to: "a@example.test", name: null, subject: "We deploy", text: "Now." };
  await expect(sendMail(mail, 200)).rejects.toMatchObject({
    message: "127.0.0.1 took too long over it.",
    final: false,
  });
  await Promise.all(ended);
  expect(ended).toHaveLength(1);
});
