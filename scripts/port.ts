import { createServer } from "node:net";
import { errorCode, Refusal } from "./refusal.ts";

/** The port to serve on, from PORT, else 3000; refuses what is no port. */
export function wantedPort(): number {
  const text = process.env.PORT || "3000";
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Refusal(
    `PORT is ${JSON.stringify(text)}, which is no port.`,
    "Give a number from 1 to 65535, or unset it.",
  );
}

/** Refuses a port somebody else listens on, also where `localhost` would lead to them over IPv6. */
export async function checkPort(port: number): Promise<void> {
  for (const host of ["127.0.0.1", "::1"]) {
    const code = await listenCode(port, host);
    if (code === "EADDRINUSE")
      throw new Refusal(
        `Port ${port} is taken by another program.`,
        `Stop that program, or choose another port: PORT=${port === 65_535 ? 3000 : port + 1} npm start`,
      );
    if (code === "EACCES")
      throw new Refusal(`This user may not listen on port ${port}.`, "Choose a port above 1023: PORT=3000 npm start");
  }
}

function listenCode(port: number, host: string): Promise<string> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error) => resolve(errorCode(error)));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve("")));
  });
}
