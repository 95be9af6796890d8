import { memo } from "react";
import type { Contact } from "@/lib/domain/template-leaves";
import { TitleText } from "./title-text";

/** Whom to reach, and how. */
export const ContactsPart = memo(function ContactsPart({ contacts }: { contacts: readonly Contact[] }) {
  return (
    <dl className="grid grid-cols-[minmax(8rem,auto)_1fr] gap-x-4 gap-y-1 border-t px-3.5 py-2.5 text-sm">
      {contacts.map((contact) => (
        <div key={`${contact.name}-${contact.channel}`} className="contents">
          <dt className="font-medium">
            <TitleText text={contact.name} />
            {contact.tier ? <span className="ml-1.5 text-ink-3 text-xs">tier {contact.tier}</span> : null}
          </dt>
          <dd className="wrap-anywhere text-ink-2">
            <TitleText text={contact.channel} />
            {contact.topic ? <span className="text-ink-3"> for {contact.topic}</span> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
});
