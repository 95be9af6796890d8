import type { AnnouncementChannel } from "@/lib/domain/announcement";
import { placeholdersIn } from "@/lib/domain/announcement-text";
import { normaliseEmail } from "@/lib/domain/email";
import type { AnnouncementRow } from "@/lib/domain/go-live-rows";
import type { MessageChannel, Messaging } from "@/lib/domain/message";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import type { Transaction } from "./database";
import { type NewMessage, queueMessages } from "./message.write";
import { channelsOf } from "./message-setting.read";
import { knownRecipients } from "./recipient.read";
import { changeRun } from "./run-change.write";
import { runNotFound } from "./run-scope.read";

export type NewAnnouncement = {
  /** The template's message it was made from; empty = written in the run. */
  key: string;
  share: number | null;
  title: string;
  text: string;
  channels: readonly AnnouncementChannel[];
  /** People of the workspace, by id, and other addresses; both by mail. */
  people: readonly string[];
  addresses: readonly string[];
  /** Sent though it still has blanks. */
  incomplete: boolean;
};

/** Announces something in the words the lead settled on: they are kept, with who got them and what became of each. */
export async function sendAnnouncement(
  ctx: Context,
  runId: string,
  input: NewAnnouncement,
): Promise<Result<AnnouncementRow>> {
  const channels = [...new Set(input.channels)];
  const blanks = placeholdersIn(input.text);
  if (blanks.length > 0 && !input.incomplete) {
    const message = `Still to fill in: ${blanks.join(", ")}.`;
    return refuse("invalid_input", message, { problems: [{ path: "text", message }] });
  }
  return changeRun(ctx, runId, "announcement.send", async (tx, { run }) => {
    const { person, workspaceId } = ctx.actor;
    if (!person) return runNotFound;
    const ways = await channelsOf(tx, workspaceId);
    const shut = channels.filter((channel) => channel !== "copy").find((channel) => ways[channel] === null);
    if (shut) return refuse("conflict", `${words[shut]} is not set up here. Copy the text instead.`);
    const addressed = await recipientsOf(tx, workspaceId, input);
    if (!addressed.ok) return addressed;
    const to = addressed.value;
    if (channels.includes("mail") && to.length === 0) {
      const message = "Name somebody to send it to.";
      return refuse("invalid_input", message, { problems: [{ path: "people", message }] });
    }
    const { key, share, title, text } = input;
    const row = await tx.announcement.create({
      data: {
        runId,
        key,
        share,
        attempt: run.attempt,
        title,
        text,
        channels,
        audience: channels.includes("mail") ? to.map(({ email, name }) => name ?? email).join(", ") : null,
        sentById: person.id,
        sentAt: ctx.now,
      },
    });
    const messages = messagesOf(channels, to, ways, row);
    const { rehearsal } = run;
    await queueMessages(tx, { workspaceId, run: { id: runId, rehearsal }, byId: person.id, now: ctx.now }, messages);
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: "announcement.sent",
      subject: { kind: "announcement", key: row.id },
      change: {
        title,
        ...(share === null ? {} : { share }),
        channels,
        to: messages.map(({ recipient }) => recipient),
        ...(rehearsal ? { rehearsal } : {}),
      },
      text,
    });
    const state = rehearsal ? "withheld" : "queued";
    return accept({
      id: row.id,
      key,
      share,
      attempt: run.attempt,
      title,
      channels,
      sentById: person.id,
      sentAt: ctx.now.toISOString(),
      delivery: messages.length > 0 ? { [state]: messages.length } : {},
    });
  });
}

type Recipient = { email: string; name: string | null };

/** Everybody named, once each, however their address is spelled. Refuses whoever left: they hear of nothing any more. */
async function recipientsOf(
  tx: Transaction,
  workspaceId: string,
  { people, addresses }: Pick<NewAnnouncement, "people" | "addresses">,
): Promise<Result<Recipient[]>> {
  const typed = [...new Set(addresses.map(normaliseEmail))];
  const members = await knownRecipients(tx, workspaceId, { ids: people, emails: typed });
  const gone = members.find(({ left }) => left);
  if (gone) {
    const message = `${gone.name} left: nothing is sent to them. Take them off, and name who does their work.`;
    const path = people.includes(gone.id) ? "people" : "addresses";
    return refuse("invalid_input", message, { problems: [{ path, message }] });
  }
  const others = typed.filter((address) => !members.some(({ email }) => email === address));
  return accept([
    ...members.map(({ email, name }) => ({ email, name })),
    ...others.map((email) => ({ email, name: null })),
  ]);
}

const words: Readonly<Record<MessageChannel, string>> = { mail: "Mail", chat: "Chat", webhook: "A webhook" };

function messagesOf(
  channels: readonly AnnouncementChannel[],
  to: readonly Recipient[],
  ways: Messaging,
  { id, title, text }: { id: string; title: string; text: string },
): NewMessage[] {
  const message = { kind: "announcement", subject: title, body: text, aboutId: id } as const;
  return channels.flatMap((channel): NewMessage[] => {
    if (channel === "copy") return [];
    if (channel === "mail")
      return to.map(({ email, name }) => ({
        ...message,
        channel,
        recipient: email,
        name,
        key: `announcement ${id} mail ${email}`,
      }));
    return [{ ...message, channel, recipient: ways[channel]?.host ?? "", key: `announcement ${id} ${channel}` }];
  });
}
