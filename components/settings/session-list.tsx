"use client";

import { useRouter } from "next/navigation";
import { api } from "@/components/client/api";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog-confirm";
import { RelativeTime } from "@/components/ui/time";
import { deviceName } from "./device-name";

export type SessionLine = {
  id: string;
  createdAt: string;
  lastSeenAt: string;
  userAgent: string | null;
  address: string | null;
  current: boolean;
};

/** Where one is signed in, and the way to end it. */
export function SessionList({ sessions }: { sessions: readonly SessionLine[] }) {
  const router = useRouter();
  const end = async (id: string) => {
    const answer = await api("DELETE", `/sessions/${id}`);
    if (!answer.ok) return answer.message;
    router.refresh();
    return undefined;
  };
  return (
    <ul className="divide-y">
      {sessions.map((session) => (
        <li key={session.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
          <div className="min-w-0 flex-1 basis-56 text-sm">
            <p className="font-strong">
              {deviceName(session.userAgent)} {session.current ? <Badge tone="go">this one</Badge> : null}
            </p>
            <p className="text-ink-2 text-xs">
              {session.address ?? "address unknown"}, seen <RelativeTime at={session.lastSeenAt} />, signed in{" "}
              <RelativeTime at={session.createdAt} />
            </p>
          </div>
          {session.current ? null : (
            <ConfirmDialog
              trigger={<Button size="sm">End</Button>}
              title="End this session?"
              description={`${deviceName(session.userAgent)} is signed out at its next request.`}
              action="End session"
              onConfirm={() => end(session.id)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}
