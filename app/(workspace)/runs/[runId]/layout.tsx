import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache, type ReactNode } from "react";
import { RunFrame } from "@/components/run/run-frame";
import { readRunScreen } from "@/lib/data/run.read";
import { snapshotText } from "@/lib/data/run-snapshot.read";
import { pageContext } from "../../page-context";

type Props = { params: Promise<{ runId: string }>; children: ReactNode };

/** Once per request, for the title and the screen alike. */
const readScreen = cache(async (runId: string) => {
  const ctx = await pageContext(`/runs/${runId}`);
  return { result: await readRunScreen(ctx, runId), now: ctx.now.toISOString() };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { result } = await readScreen((await params).runId);
  if (!result.ok) return { title: "Not found" };
  const { name } = result.value.snapshot.run;
  return { title: { default: `${name} · Gonogo`, template: `%s · ${name} · Gonogo` } };
}

/** Stays while people move between checklist, poll and history: one snapshot, one event stream. */
export default async function RunLayout({ params, children }: Props) {
  const { result, now } = await readScreen((await params).runId);
  if (!result.ok) notFound();
  const { snapshot, you, present } = result.value;
  return (
    <RunFrame text={snapshotText(snapshot)} you={{ ...you, personId: you.personId ?? "" }} present={present} now={now}>
      {children}
    </RunFrame>
  );
}
