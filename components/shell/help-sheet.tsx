"use client";

import { Kbd } from "@/components/ui/kbd";
import { Sheet } from "@/components/ui/sheet";
import { useKeyGroups } from "./key-help";

/** Every key there is on this screen. */
export function HelpSheet({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const groups = useKeyGroups();
  return (
    <Sheet open={open} onOpenChange={onOpenChange} title="Keys" description="On a Mac, Ctrl is Command.">
      <div className="flex flex-col gap-6">
        {groups.map((group) => (
          <section key={group.title}>
            <h3 className="eyebrow mb-1">{group.title}</h3>
            <dl>
              {group.lines.map((line) => (
                <div key={line.does} className="flex min-h-9 items-center gap-3 border-b text-sm last:border-b-0">
                  <dt className="order-2 flex gap-1">
                    {line.keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dt>
                  <dd className="flex-1">{line.does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Sheet>
  );
}
