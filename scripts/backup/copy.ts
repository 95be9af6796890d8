import { once } from "node:events";
import type { Socket } from "node:net";
import type pg from "pg";

/** What of pg's own connection COPY needs; its types leave it out. */
type Connection = {
  stream: Socket;
  query: (text: string) => void;
  sendCopyFromChunk: (chunk: Buffer) => void;
  endCopyFrom: () => void;
  sendCopyFail: (reason: string) => void;
};

type Step = (connection: Connection) => void;

/** Runs `copy … to stdout` and hands on what comes, no faster than `take` lets it; gives the number of rows. */
export function copyOut(client: pg.Client, sql: string, take: (chunk: Buffer) => Promise<void>): Promise<number> {
  let taken = Promise.resolve();
  let waiting = 0;
  return run(client, sql, {
    copyData(chunk, { stream }) {
      // pg reads the next bytes into the same memory.
      const kept = Buffer.from(chunk);
      waiting += 1;
      if (waiting > 64) stream.pause();
      taken = taken
        .then(() => take(kept))
        .finally(() => {
          waiting -= 1;
          if (waiting === 0) stream.resume();
        });
      taken.catch(() => undefined);
    },
  }).then(async (rows) => {
    await taken;
    return rows;
  });
}

/** Runs `copy … from stdin` with these bytes; gives the number of rows. */
export function copyIn(client: pg.Client, sql: string, source: AsyncIterable<Buffer>): Promise<number> {
  const send = async (connection: Connection) => {
    for await (const chunk of source) {
      connection.sendCopyFromChunk(chunk);
      if (connection.stream.writableNeedDrain) await once(connection.stream, "drain");
    }
    connection.endCopyFrom();
  };
  return run(client, sql, {
    begin: (connection) => void send(connection).catch((error: unknown) => connection.sendCopyFail(String(error))),
  });
}

type Parts = { begin?: Step; copyData?: (chunk: Buffer, connection: Connection) => void };

/** pg lets anything with these methods stand in its queue as a query. */
function run(client: pg.Client, sql: string, { begin, copyData }: Parts): Promise<number> {
  return new Promise((resolve, reject) => {
    let rows = 0;
    let failure: unknown;
    const query = {
      submit: (connection: Connection) => void connection.query(sql),
      handleCopyInResponse: (connection: Connection) => begin?.(connection),
      handleCopyData: ({ chunk }: { chunk: Buffer }, connection: Connection) => copyData?.(chunk, connection),
      handleCommandComplete: ({ text }: { text: string }) => {
        rows = Number(/^COPY (\d+)/.exec(text)?.[1] ?? 0);
      },
      handleError: (error: unknown) => {
        failure = error;
        reject(error);
      },
      handleReadyForQuery: () => (failure ? reject(failure) : resolve(rows)),
    };
    client.query(query as unknown as pg.Submittable);
  });
}
