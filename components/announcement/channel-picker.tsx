import { Checkbox } from "@/components/ui/checkbox";
import type { AnnouncementChannel } from "@/lib/domain/announcement";
import type { Messaging } from "@/lib/domain/message";

type Props = {
  ways: Messaging | undefined;
  chosen: readonly AnnouncementChannel[];
  onChange: (chosen: AnnouncementChannel[]) => void;
};

/** The ways it goes; what isn't set up can't be chosen, and says so. */
export function ChannelPicker({ ways, chosen, onChange }: Props) {
  const all = [
    { channel: "mail", label: "Mail", hint: ways?.mail ? `from ${ways.mail.from}` : "not set up" },
    { channel: "chat", label: "Chat", hint: ways?.chat ? `at ${ways.chat.host}` : "not set up" },
    { channel: "webhook", label: "Webhook", hint: ways?.webhook ? `at ${ways.webhook.host}` : "not set up" },
  ] as const;
  return (
    <fieldset>
      <legend className="mb-1 font-strong text-sm">Send by</legend>
      <div className="grid gap-x-4 sm:grid-cols-3">
        {all.map(({ channel, label, hint }) => (
          <Checkbox
            key={channel}
            label={label}
            hint={ways === undefined ? "…" : hint}
            checked={chosen.includes(channel)}
            disabled={!ways?.[channel]}
            onChange={(checked) => onChange(checked ? [...chosen, channel] : chosen.filter((one) => one !== channel))}
          />
        ))}
      </div>
    </fieldset>
  );
}
