import { SMTPServer } from "smtp-server";

export type ReceivedMail = { from: string; to: string[]; source: string };

export type MailServer = {
  url: string;
  mails: ReceivedMail[];
  /** What it answers to the next ones, by code; 0 = it takes them. */
  refuse: (code: number) => void;
  close: () => Promise<void>;
};

/** A real mail server on this machine that keeps what it takes. */
export async function startMailServer(): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  let code = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        if (code !== 0) return done(Object.assign(new Error("not now"), { responseCode: code }));
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          from: mailFrom ? mailFrom.address : "",
          to: rcptTo.map(({ address }) => address),
          source: Buffer.concat(chunks).toString("utf8"),
        });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refuse: (next) => {
      code = next;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** The text of a mail as it is read: headers, then the body with its encoding taken off. */
export function readable({ source }: ReceivedMail): string {
  const at = source.indexOf("\r\n\r\n");
  const head = source.slice(0, at);
  const body = source.slice(at + 4);
  if (/content-transfer-encoding: base64/i.test(head))
    return `${head}\n\n${Buffer.from(body, "base64").toString("utf8")}`;
  if (!/content-transfer-encoding: quoted-printable/i.test(head)) return source;
  const bytes = body
    .replaceAll(/=\r?\n/g, "")
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return `${head}\n\n${Buffer.from(bytes, "latin1").toString("utf8")}`;
}
