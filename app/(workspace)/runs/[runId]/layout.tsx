import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { cache, type ReactNode } from "react";
import { RunFrame } from "@/components/run/run-frame";
import { currentActor } from "@/lib/auth/actor";
import { database } from "@/lib/data/database";
import { readRunScreen } from "@/lib/data/run.read";
import { snapshotText } from "@/lib/data/run-snapshot.read";
import { requestTime } from "@/lib/http/request-time";

type Props = { params: Promise<{ runId: string }>; children: ReactNode };

/** Once per request, for the title and the screen alike; null for strangers, whom each page sends to sign-in and back. */
const readScreen = cache(async (runId: string) => {
  const actor = await currentActor();
  if (!actor) return null;
  const now = requestTime(await headers());
  return { result: await readRunScreen({ actor, db: database(), now }, runId), now: now.toISOString() };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const screen = await readScreen((await params).runId);
  if (!screen?.result.ok) return { title: "Not found" };
  const { name } = screen.result.value.snapshot.run;
  return { title: { default: `${name} · Gonogo`, template: `%s · ${name} · Gonogo` } };
}

/** Stays while people move between checklist, poll and history: one snapshot, one event stream. */
export default async function RunLayout({ params, children }: Props) {
  const screen = await readScreen((await params).runId);
  if (!screen) return children;
  const { result, now } = screen;
  if (!result.ok) notFound();
  const { snapshot, you, present } = result.value;
  return (
    <RunFrame text={snapshotText(snapshot)} you={{ ...you, personId: you.personId ?? "" }} present={present} now={now}>
      {children}
    </RunFrame>
  );
}
