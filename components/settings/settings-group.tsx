import type { ReactNode } from "react";
import { Card, CardHeader } from "@/components/ui/card";

/** One matter of the settings: a name, a sentence, and what can be changed. */
export function SettingsGroup({
  title,
  lead,
  actions,
  flush = false,
  children,
}: {
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  flush?: boolean;
  children: ReactNode;
}) {
  return (
    <Card flush className="overflow-hidden">
      <CardHeader title={title} actions={actions} />
      {lead ? <p className="px-4 pt-3 text-ink-2 text-sm">{lead}</p> : null}
      <div className={flush ? "" : "p-4"}>{children}</div>
    </Card>
  );
}
