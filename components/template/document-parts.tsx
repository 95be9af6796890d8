import { GitFork, Megaphone, Phone, Siren } from "lucide-react";
import type { ReactNode } from "react";
import { Badge, type Tone } from "@/components/ui/badge";
import { CodeBlock } from "@/components/ui/code-block";
import { Markdown, MarkdownLine } from "@/components/ui/markdown";
import { count } from "@/lib/domain/plain-text";
import type { Announcement, Choice, Contact, Trigger } from "@/lib/domain/template-leaves";
import { WhenBadge } from "./node-badges";
import { NodeTitle } from "./node-title";
import { nodeId, type Pick } from "./pick";

const icon = "mt-1 size-3.5 shrink-0 text-ink-3";

export function Part({ id, mark, children }: { id?: string | undefined; mark: ReactNode; children: ReactNode }) {
  return (
    <div id={id} className="flex gap-2.5 py-1.5 text-sm">
      {mark}
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}

const tiers: Record<Trigger["tier"], { word: string; tone: Tone }> = {
  rollback: { word: "roll back", tone: "no" },
  timed: { word: "roll back unless fixed in time", tone: "hold" },
  investigate: { word: "investigate", tone: "plain" },
};

export function TriggerPart({ trigger, pick }: { trigger: Trigger; pick: Pick | undefined }) {
  const { word, tone } = tiers[trigger.tier];
  return (
    <Part id={nodeId(trigger.key)} mark={<Siren aria-hidden className={icon} />}>
      <NodeTitle node={trigger} pick={pick} /> <Badge tone={tone}>{word}</Badge>
      {trigger.reactionText ? <p className="text-ink-2 text-xs">{trigger.reactionText}</p> : null}
    </Part>
  );
}

export function ChoicePart({ choice, pick }: { choice: Choice; pick: Pick | undefined }) {
  return (
    <Part id={nodeId(choice.key)} mark={<GitFork aria-hidden className={icon} />}>
      <NodeTitle node={choice} pick={pick} className="font-strong" />{" "}
      <Badge tone="accent">{choice.either ? "either" : "choice"}</Badge>
      {choice.decider ? <span className="text-ink-2"> decided by {choice.decider}</span> : null}
      <ul className="mt-1 flex flex-col gap-1">
        {choice.options.map((option) => (
          <li key={option.key} className="rounded-md border px-3 py-1.5">
            <MarkdownLine text={option.title} /> {option.recommended ? <Badge tone="go">recommended</Badge> : null}
            {option.items?.length ? (
              <span className="text-ink-3 text-xs">
                {" "}
                {count(option.items.length, "item belongs", "items belong")} to it
              </span>
            ) : null}
            {option.markdown ? <Markdown text={option.markdown} className="text-ink-2" /> : null}
          </li>
        ))}
      </ul>
    </Part>
  );
}

export function ContactPart({ contact }: { contact: Contact }) {
  return (
    <Part mark={<Phone aria-hidden className={icon} />}>
      <span className="font-strong">{contact.name}</span>{" "}
      <span className="text-ink-2 wrap-anywhere">
        <MarkdownLine text={contact.channel} />
      </span>{" "}
      {contact.topic ? <span className="text-ink-2">for {contact.topic}</span> : null}{" "}
      {contact.tier ? <Badge>tier {contact.tier}</Badge> : null}
    </Part>
  );
}

/** `T-24h, for @Support, by mail`. */
function sendingWords({ moment, audience, channel }: Announcement): string {
  const way = channel === "copy" ? "copied by hand" : channel && `by ${channel}`;
  return [moment, audience && `for ${audience}`, way].filter(Boolean).join(", ");
}

export function AnnouncementPart({ announcement, pick }: { announcement: Announcement; pick: Pick | undefined }) {
  return (
    <Part id={nodeId(announcement.key)} mark={<Megaphone aria-hidden className={icon} />}>
      <NodeTitle node={announcement} pick={pick} className="font-strong" /> <Badge tone="accent">announcement</Badge>
      {announcement.when ? <WhenBadge when={announcement.when} /> : null}
      <span className="text-ink-2"> {sendingWords(announcement)}</span>
      <CodeBlock text={announcement.text} label="Message" className="mt-1.5" />
    </Part>
  );
}
