"use client";

import { Phone } from "lucide-react";
import { Sheet } from "@/components/ui/sheet";
import { ContactPanel } from "./contact-panel";

/** Contacts and paging, one tap away on every page of the run. */
export function ContactsDrawer() {
  return (
    <Sheet
      title="Contacts"
      description="Call or write with one tap. Page when nobody may miss it."
      trigger={
        <button
          type="button"
          className="flex shrink-0 items-center gap-2 border-l px-3 font-strong text-ink-2 text-sm -outline-offset-2 hover:bg-hover lg:w-24 lg:flex-col lg:justify-center lg:gap-1 lg:px-2 lg:text-xs"
        >
          <Phone aria-hidden className="size-4.5" />
          <span className="max-sm:sr-only">Contacts</span>
        </button>
      }
    >
      <div className="-mx-5">
        <ContactPanel />
      </div>
    </Sheet>
  );
}
