import { createTransport } from "nodemailer";
import { env, mailSender } from "@/lib/env";
import { Unsent } from "./unsent";

export type Mail = { id: string; to: string; name: string | null; subject: string; text: string };

/** The whole of it: a server that answers now and then would keep its place in the queue for good. */
const longestMs = 30_000;

/** Hands a mail to the server named in GONOGO_SMTP_URL. The same id is the same mail, should it have to be sent twice. */
export async function sendMail({ id, to, name, subject, text }: Mail, patienceMs = longestMs): Promise<void> {
  const { GONOGO_SMTP_URL, GONOGO_URL } = env();
  const from = mailSender();
  if (GONOGO_SMTP_URL === undefined || from === null) throw new Unsent("This server sends no mail.", true);
  const { protocol, hostname, port, username, password, searchParams } = new URL(GONOGO_SMTP_URL);
  const local = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
  const transport = createTransport({
    host: hostname.replace(/^\[|\]$/g, ""),
    port: Number(port) || (protocol === "smtps:" ? 465 : 587),
    secure: protocol === "smtps:",
    // Otherwise whoever stands between could take STARTTLS away and read along.
    requireTLS: !local && searchParams.get("tls") !== "off",
    ignoreTLS: searchParams.get("tls") === "off",
    ...(username ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } } : {}),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      from,
      to: { name: name ?? "", address: to },
      subject,
      text,
      messageId: `<${id}@${new URL(GONOGO_URL).hostname}>`,
      headers: { "Auto-Submitted": "auto-generated" },
      signal: AbortSignal.timeout(patienceMs),
    });
  } catch (error) {
    throw asUnsent(error, hostname);
  } finally {
    transport.close();
  }
}

function asUnsent(error: unknown, host: string): Unsent {
  const { responseCode, response, code } = error as { responseCode?: number; response?: string; code?: string };
  if (code === "ABORT_ERR" || code === "EABORT") return new Unsent(`${host} took too long over it.`, false);
  if (code === "EAUTH") return new Unsent(`${host} refused the name or password in GONOGO_SMTP_URL.`, false);
  if (responseCode !== undefined && responseCode >= 400) {
    const said = (response ?? "").replaceAll(/\s+/g, " ").slice(0, 200);
    return new Unsent(`${host} refused it: ${said || responseCode}`, responseCode >= 500);
  }
  return new Unsent(`${host} can't be reached (${code ?? "no answer"}).`, false);
}
