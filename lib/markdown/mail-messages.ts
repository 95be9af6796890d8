import type { Announcement } from "@/lib/domain/template-leaves";
import { speaksOfMessages } from "./announcements";
import type { Block, Paragraph } from "./block";
import type { Draft, Holder } from "./draft";
import { factOf, plainTitle } from "./inline";
import { hasBox, leadIn } from "./lead-ins";
import { shorten } from "./shorten";

const subject = /^(?:subject|betreff|objet|asunto|assunto|oggetto|тема|主题|件名|제목)$/iu;
const audience =
  /^(?:to|audience|recipients?|an|à|para|destinatari(?:os?|i)|destinataires?|кому|收件人|宛先|받는 사람)$/iu;

/** `**Subject:** …` and the text below it, in a part about messages: how many blocks it takes, 0 when it is none. */
export function addMail(draft: Draft, stack: Holder[], blocks: Block[], at: number): number {
  const first = blocks[at];
  if (draft.strict || first?.type !== "paragraph" || !speaksOfMessages(draft, stack)) return 0;
  const said = factOf(first.rows[0] ?? "", true);
  if (!said || !subject.test(plainTitle(said.name))) return 0;
  const end = endOf(blocks, at + 1);
  // "**Body:**" over a fence: the message is the fence.
  if (blocks.slice(end, end + 2).some(({ type }) => type === "code")) return 0;
  const below = blocks.slice(at + 1, end);
  const last = below.at(-1) ?? first;
  const body: [number, number] = [first.lines[0] + 1, last.lines[1]];
  const text = body[0] > body[1] ? "" : draft.source.markdown(body, first.depth).trim();
  if (text === "") return 0;
  const holder = stack.at(-1) as Holder;
  const whom = audienceIn(first);
  const announcement: Announcement = {
    kind: "announcement",
    key: "",
    title: shorten(plainTitle(said.value), 300),
    moment: shorten(plainTitle(holder.node.title), 120),
    text,
    ...(whom === undefined ? {} : { audience: whom }),
    lines: [first.lines[0], last.lines[1]],
  };
  holder.node.content.push(announcement);
  draft.claim([first.lines[0], last.lines[1]], "announcement", announcement);
  draft.guess(announcement, "announcement_place");
  return 1 + below.length;
}

/** Where the text of a message ends: at what can be no part of one, or where the message stands in a fence. */
function endOf(blocks: Block[], from: number): number {
  let at = from;
  for (let block = blocks[at]; block; block = blocks[at]) {
    const prose = block.type === "paragraph" || block.type === "list" || block.type === "quote";
    if (block.type === "code") return from;
    if (!prose || leadIn(block) || hasBox([block])) break;
    at += 1;
  }
  return at;
}

function audienceIn(block: Paragraph): string | undefined {
  const facts = block.rows.slice(1, 4).map((row) => factOf(row, true));
  const found = facts.find((fact) => fact && audience.test(plainTitle(fact.name)));
  return found && shorten(plainTitle(found.value), 200);
}

/** Whom the lines right above a message say it is for. */
export function audienceAbove({ node }: Holder): string | undefined {
  for (const each of node.content.slice(-3).reverse()) {
    const fact = each.kind === "note" && each.markdown.length < 400 ? factOf(each.markdown, true) : undefined;
    if (fact && audience.test(plainTitle(fact.name))) return shorten(plainTitle(fact.value), 200);
  }
  return undefined;
}
