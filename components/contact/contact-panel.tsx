"use client";

import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { contactList, linksIn } from "@/lib/domain/contact";
import { plainText } from "@/lib/domain/plain-text";
import type { Contact } from "@/lib/domain/template-leaves";
import { useMay, useRun } from "../run/run-provider";
import { EscalationHistory } from "./escalation-history";
import { OnCallLine } from "./on-call-line";
import { PageDialog } from "./page-dialog";
import { ReachLinks } from "./reach-links";

/** Whom to reach, one tap away; who is on call; and paging, tier by tier. */
export function ContactPanel() {
  const document = useRun(({ snapshot }) => snapshot.document);
  const may = useMay("escalation.start");
  const [paging, setPaging] = useState(false);
  const contacts = contactList(document).toSorted((a, b) => (a.tier ?? 99) - (b.tier ?? 99));
  return (
    <div className="flex flex-col">
      <OnCallLine />
      {contacts.length > 0 ? (
        <ul className="divide-y border-t" aria-label="Contacts">
          {contacts.map((contact) => (
            <ContactLine key={`${contact.name} ${contact.channel} ${contact.topic}`} contact={contact} />
          ))}
        </ul>
      ) : (
        <p className="border-t px-4 py-3 text-ink-2 text-sm">The checklist names no contacts.</p>
      )}
      <EscalationHistory />
      {may ? (
        <div className="border-t p-4">
          <Button variant="danger" onClick={() => setPaging(true)}>
            Page somebody
          </Button>
        </div>
      ) : null}
      {paging ? <PageDialog onClose={() => setPaging(false)} /> : null}
    </div>
  );
}

function ContactLine({ contact: { name, channel, topic, tier } }: { contact: Contact }) {
  const title = plainText(name);
  const reach = plainText(channel);
  const links = linksIn(reach);
  const rest = links
    .reduce((text, link) => text.replace(link.text, ""), reach)
    .replace(/^[\s,;()/-]+|[\s,;()/-]+$/g, "");
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1.5 px-4 py-2.5 text-sm">
      <div className="min-w-0">
        <p className="wrap-anywhere">
          <span className="font-strong">{title}</span> {tier ? <Badge>tier {tier}</Badge> : null}
        </p>
        {rest || topic ? (
          <p className="wrap-anywhere text-ink-2 text-xs">
            {[rest, topic && `for ${topic}`].filter(Boolean).join(", ")}
          </p>
        ) : null}
      </div>
      <ReachLinks name={title} links={links} />
    </li>
  );
}
