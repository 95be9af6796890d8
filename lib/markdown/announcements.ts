import type { Announcement } from "@/lib/domain/template-leaves";
import type { Entry, Fence, Quote } from "./block";
import type { Draft, Holder } from "./draft";
import { factOf, plainTitle } from "./inline";
import { boxOf, hasBox } from "./lead-ins";
import { audienceAbove } from "./mail-messages";
import { shorten } from "./shorten";

const messages =
  /\bannouncements?\b|\bcomms\b|\bnotifications?\b|\bcommunications?\b|\bstatus updates?\b|\bmessage templates?\b|\be-?mail templates?\b|ankündigung|mitteilung|kommunikation|benachrichtigung|\bannonces?\b|\banuncios?\b|comunica(?:ción|ciones|do|ção|ções|zion)|notifica|anúncio|annunci|объявлен|уведомлен|коммуникац|оповещен|公告|通知|沟通|告知|アナウンス|連絡文|周知/iu;
const contactsOnly = /\bcontacts?\b/i;
const declared = /\bgo[- ]?live\b|\bdeclaration\b|\blaunch\b/i;
const placeholder = /\[[A-Z][A-Za-z _-]{1,30}\]|\{\{?\w{1,40}\}?\}/;
const quote = /"([^"]{2,400})"|“([^“”]{2,400})”|„([^„“”]{2,400})[“”]|«([^«»]{2,400})»|「([^「」]{2,400})」/u;

/** True where the headings above speak of telling people. */
export function inMessages(stack: Holder[]): boolean {
  return stack.some(
    ({ node }) =>
      node.kind !== "item" && messages.test(plainTitle(node.title)) && !contactsOnly.test(plainTitle(node.title)),
  );
}

/** True where headings, or the title of the document, speak of telling people. */
export function speaksOfMessages(draft: Draft, stack: Holder[]): boolean {
  return inMessages(stack) || messages.test(plainTitle(draft.title));
}

/** A fenced text meant to be sent: under a heading about messages, or with blanks to fill at the go-live declaration. */
export function addMessageFence(draft: Draft, stack: Holder[], block: Fence, purpose: string | undefined): boolean {
  const holder = stack.at(-1) as Holder;
  const plain = block.fenced && /^(?:text|txt|plain|plaintext|markdown|md|email)?$/i.test(block.info);
  const title = plainTitle(holder.node.title);
  const live = declared.test(title) && placeholder.test(block.text);
  if (!plain || block.text.trim() === "" || !(speaksOfMessages(draft, stack) || live)) return false;
  const whom = audienceAbove(holder);
  const named =
    purpose !== undefined && /^(?:message |e-?mail )?(?:template|body|text|message)$/i.test(purpose)
      ? undefined
      : purpose;
  const announcement: Announcement = {
    kind: "announcement",
    key: "",
    title: named ?? holder.node.title,
    moment: shorten(named ?? title, 120),
    text: block.text,
    ...(whom === undefined ? {} : { audience: whom }),
    lines: block.lines,
  };
  holder.node.content.push(announcement);
  draft.guess(announcement, "announcement_place");
  draft.claim(block.lines, "announcement", announcement);
  return true;
}

/** A quote under a heading about messages is one; the bold words it begins with say for whom. */
export function addQuotedMessage(draft: Draft, stack: Holder[], block: Quote): boolean {
  if (!inMessages(stack) || hasBox([block])) return false;
  const markdown = draft.source.markdown(block.lines, block.depth + 1).trim();
  if (markdown === "") return false;
  const [first = "", ...rest] = markdown.split("\n");
  const named = factOf(first);
  const title = plainTitle(stack.at(-1)?.node.title ?? "");
  const announcement: Announcement = {
    kind: "announcement",
    key: "",
    title: named ? plainTitle(named.name) : title,
    moment: shorten(title, 120),
    text: named ? [named.value, ...rest].join("\n") : markdown,
    lines: block.lines,
  };
  stack.at(-1)?.node.content.push(announcement);
  draft.guess(announcement, "announcement_place");
  draft.claim(block.lines, "announcement", announcement);
  return true;
}

/** The message a line quotes (`Status page: Updated to "Operational"`), titled by what stands before the colon. */
export function quotedMessage(entry: Entry, stack: Holder[], lead: string | undefined): Announcement | undefined {
  const first = entry.blocks[0];
  const row = first?.type === "paragraph" ? first.rows.map((each) => each.trim()).join(" ") : "";
  const text = boxOf(row)?.text ?? row;
  const match = quote.exec(text);
  if (!match || !inMessages(stack)) return undefined;
  const colon = text.indexOf(":");
  const title =
    plainTitle(colon > 0 && colon < match.index ? text.slice(0, colon) : text.slice(0, match.index)) || "Message";
  const moment = plainTitle(lead ?? stack.at(-1)?.node.title ?? "");
  return {
    kind: "announcement",
    key: "",
    title,
    moment: shorten(moment, 120),
    text: (match.slice(1).find((each) => each !== undefined) ?? "").trim(),
    lines: entry.lines,
  };
}
