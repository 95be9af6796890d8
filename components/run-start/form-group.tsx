import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";

/** A part of the form on its own sheet. */
export function Group({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <Card className="flex flex-col gap-4 sm:p-6">
      <header>
        <h2 className="font-heavy text-md">{title}</h2>
        {hint ? <p className="mt-0.5 text-ink-2 text-sm">{hint}</p> : null}
      </header>
      {children}
    </Card>
  );
}
