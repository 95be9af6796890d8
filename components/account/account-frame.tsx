import type { ReactNode } from "react";
import { Mark } from "@/components/shell/mark";
import { SignalShape } from "@/components/ui/signal";

const questions = [
  { question: "Can we deploy?", answer: "A verdict with its reasons, at every gate.", signal: "go" },
  { question: "Why not?", answer: "Each reason with its item, role or person.", signal: "no" },
  { question: "When can we?", answer: "The earliest GO from what is left to do.", signal: "hold" },
  { question: "What is next, and whose is it?", answer: "One action, one name.", signal: "wait" },
] as const;

/** A page for somebody who isn't signed in: the form, and beside it what the product answers. */
export function AccountFrame({
  title,
  lead,
  children,
  footer,
}: {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
}) {
  return (
    <div className="grid min-h-dvh grid-cols-1 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <main className="flex flex-col bg-panel px-6 py-8 sm:px-12 lg:px-16">
        <div className="flex items-center gap-2.5">
          <Mark className="size-6" />
          <span className="font-heavy text-lg tracking-tight">Gonogo</span>
        </div>
        <div className="mx-auto flex w-full max-w-[26rem] flex-1 flex-col justify-center py-12">
          <h1 className="text-balance font-heavy text-2xl tracking-tight">{title}</h1>
          {lead ? <div className="mt-2 text-ink-2">{lead}</div> : null}
          <div className="mt-7">{children}</div>
        </div>
        {footer ? <footer className="mx-auto w-full max-w-[26rem] text-ink-2 text-sm">{footer}</footer> : null}
      </main>
      <aside aria-label="What Gonogo answers" className="flex flex-col justify-center border-l px-16 max-lg:hidden">
        <dl className="max-w-[28rem] divide-y rounded-lg border bg-panel shadow-card">
          {questions.map(({ question, answer, signal }) => (
            <div key={question} className="px-6 py-5">
              <dt className="eyebrow flex items-center gap-2">
                <SignalShape kind={signal} className="size-2.5" />
                {question}
              </dt>
              <dd className="mt-1.5 font-strong text-md">{answer}</dd>
            </div>
          ))}
        </dl>
      </aside>
    </div>
  );
}
