"use client";

import { Globe, Mail, Phone } from "lucide-react";
import { useMemo } from "react";
import type { Party } from "@/lib/domain/assessment";
import { type ContactLink, contactsOf } from "@/lib/domain/contact";
import { useRun } from "../run/run-provider";

const marks: Readonly<Record<ContactLink["kind"], typeof Mail>> = { mail: Mail, phone: Phone, web: Globe };

/** A party's addresses, one click each: its own, and what the checklist says of it. */
export function ContactLinks({ who }: { who: Party }) {
  const people = useRun((state) => state.snapshot.people);
  const document = useRun((state) => state.snapshot.document);
  const links = useMemo(() => contactsOf({ people, document }, who), [people, document, who]);
  if (links.length === 0) return null;
  return (
    <p className="flex flex-wrap gap-x-3">
      {links.map(({ kind, href, text }) => {
        const Mark = marks[kind];
        return (
          <a
            key={href}
            href={href}
            {...(kind === "web" ? { target: "_blank", rel: "noreferrer noopener" } : {})}
            className="flex items-center gap-1 text-accent text-xs hover:underline touch:min-h-11"
          >
            <Mark aria-hidden className="size-3" />
            <span className="wrap-anywhere">{text}</span>
          </a>
        );
      })}
    </p>
  );
}
