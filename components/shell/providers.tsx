"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import type { ReactNode } from "react";
import { ClockProvider } from "@/components/ui/time";
import { Toaster } from "@/components/ui/toast";
import { TooltipProvider } from "@/components/ui/tooltip";

/** What every page stands in: one clock, one place for notices, tooltips; and no inline style elements, which the CSP refuses. */
export function Providers({ now, timeZone, children }: { now: string; timeZone: string; children: ReactNode }) {
  return (
    <CSPProvider disableStyleElements>
      <ClockProvider now={now} timeZone={timeZone}>
        <TooltipProvider delay={500}>
          <div className="isolate min-h-dvh">{children}</div>
          <Toaster />
        </TooltipProvider>
      </ClockProvider>
    </CSPProvider>
  );
}
