import type { ReactNode } from "react";
import { Mark } from "./mark";

/** A whole page that says one thing: not found, gone wrong. */
export function MessagePage({ title, children, actions }: { title: string; children: ReactNode; actions: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-[34rem] flex-col justify-center gap-4 px-6 py-16">
      <Mark className="size-8" />
      <h1 className="text-balance font-heavy text-2xl tracking-tight">{title}</h1>
      <div className="text-ink-2">{children}</div>
      <div className="mt-2 flex flex-wrap gap-2">{actions}</div>
    </main>
  );
}
