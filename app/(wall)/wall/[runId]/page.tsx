import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { WallScreen } from "@/components/wall/wall-screen";
import { requirePageActor } from "@/lib/auth/actor";
import { database } from "@/lib/data/database";
import { readWall } from "@/lib/data/wall.read";

export const metadata: Metadata = { title: "Wall" };

type Props = { params: Promise<{ runId: string }> };

/** Without the frame of a workspace: nothing here is to be touched. */
export default async function WallPage({ params }: Props) {
  const { runId } = await params;
  const actor = await requirePageActor(`/wall/${runId}`);
  const wall = await readWall({ actor, db: database(), now: new Date() }, runId);
  if (!wall.ok) notFound();
  return <WallScreen initial={wall.value} />;
}
