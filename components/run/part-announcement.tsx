import { Megaphone } from "lucide-react";
import { memo } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import type { Announcement } from "@/lib/domain/template-leaves";
import { BlankLine } from "./blank-line";

/** A message to send at a named moment, ready to copy. */
export const AnnouncementPart = memo(function AnnouncementPart({ announcement }: { announcement: Announcement }) {
  return (
    <div id={announcement.key} className="border-t px-3.5 py-2.5">
      <p className="mb-2 flex items-center gap-2 text-sm">
        <Megaphone aria-hidden className="size-4 text-ink-3" />
        <span className="font-medium">{announcement.title}</span>
        <span className="text-ink-2 text-xs">{announcement.moment}</span>
      </p>
      <CodeBlock text={announcement.text} label="Message" />
      <BlankLine text={announcement.text} />
    </div>
  );
});
