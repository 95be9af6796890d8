import type { ReactNode } from "react";
import { SettingsNav } from "@/components/settings/settings-nav";
import { PageBody } from "@/components/shell/page-body";

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <PageBody className="grid grid-cols-1 content-start gap-x-8 gap-y-4 md:grid-cols-[10rem_minmax(0,50rem)]">
      <SettingsNav />
      <div className="min-w-0">{children}</div>
    </PageBody>
  );
}
