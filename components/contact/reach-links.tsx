import { Mail, MessageSquare, Phone } from "lucide-react";
import { buttonClass } from "@/components/ui/button";
import type { ContactLink } from "@/lib/domain/contact";

const kinds = {
  phone: { Icon: Phone, verb: "Call" },
  mail: { Icon: Mail, verb: "Write to" },
  web: { Icon: MessageSquare, verb: "Open" },
} as const;

/** One tap each to call, to write, to open the chat. */
export function ReachLinks({ name, links }: { name: string; links: readonly ContactLink[] }) {
  return (
    <span className="flex flex-wrap gap-1.5">
      {links.map(({ kind, href, text }) => {
        const { Icon, verb } = kinds[kind];
        return (
          <a
            key={href}
            href={href}
            aria-label={`${verb} ${name}: ${text}`}
            className={buttonClass("secondary", "sm", "max-w-full touch:h-11 touch:min-w-11")}
            {...(kind === "web" ? { target: "_blank", rel: "noreferrer" } : {})}
          >
            <Icon aria-hidden className="size-3.5 shrink-0" />
            <span className="truncate">{kind === "web" ? new URL(href).host : text}</span>
          </a>
        );
      })}
    </span>
  );
}
