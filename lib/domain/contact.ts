import type { Party } from "./assessment";
import { plainText } from "./plain-text";
import { sameRole } from "./roster";
import type { RunSnapshot } from "./run";
import type { Content, Phase, TemplateDocument } from "./template";
import type { Contact } from "./template-leaves";

/** A way to reach somebody in one click; `href` is a mail, telephone or web address. */
export type ContactLink = { kind: "mail" | "phone" | "web"; href: string; text: string };

/** How to reach a party: a person's own address, and what the checklist says of them or of their role. */
export function contactsOf({ people, document }: Pick<RunSnapshot, "people" | "document">, who: Party): ContactLink[] {
  const email = who.kind === "person" ? people[who.id]?.email : undefined;
  const names = who.kind === "nobody" ? [] : [who.role, who.kind === "person" ? who.name : undefined];
  const found = contactList(document)
    .filter(({ name }) => names.some((known) => known !== undefined && sameRole(plainText(name), known)))
    .flatMap(({ channel }) => linksIn(plainText(channel)));
  const links = [...(email ? [mail(email)] : []), ...found];
  return links.filter(({ href }, at) => links.findIndex((other) => other.href === href) === at);
}

/** The checklist's contacts in their order. */
export function contactList(document: Pick<TemplateDocument, "phases">): Contact[] {
  return contactsIn(document.phases);
}

function contactsIn(nodes: readonly (Phase | Content)[]): Contact[] {
  return nodes.flatMap((node) => {
    if (node.kind === "contact") return [node];
    return "content" in node && Array.isArray(node.content) ? contactsIn(node.content) : [];
  });
}

const address = /(?<![^\s<>()"',;])[^\s<>()"',;@]{1,80}@[^\s<>()"',;@]{1,253}\.\p{L}{2,63}/gu;
const web = /https?:\/\/[^\s<>()"']+/gu;
const phone = /(?<![\p{L}\d])\+?\d[\d\s()./-]{5,20}\d(?![\p{L}\d])/gu;

/** Addresses that stand in a text. A date or a ticket's number is no telephone: it has at least seven digits. */
export function linksIn(text: string): ContactLink[] {
  const numbers = (text.replace(web, " ").replace(address, " ").match(phone) ?? []).filter(
    (found) => found.replace(/\D/g, "").length >= 7 && !/^\d{4}-\d\d-\d\d/.test(found),
  );
  return [
    ...(text.match(address) ?? []).map(mail),
    ...numbers.map(
      (found): ContactLink => ({ kind: "phone", href: `tel:${found.replace(/[^+\d]/g, "")}`, text: found }),
    ),
    ...(text.match(web) ?? []).map((href): ContactLink => ({ kind: "web", href, text: href })),
  ];
}

function mail(email: string): ContactLink {
  return { kind: "mail", href: `mailto:${email}`, text: email };
}
