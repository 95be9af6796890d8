"use client";

import { useRouter } from "next/navigation";
import { api } from "@/components/client/api";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog-confirm";
import { RelativeTime } from "@/components/ui/time";
import type { WorkspaceRole } from "@/lib/domain/actor";
import { list } from "@/lib/domain/plain-text";
import { roleLabel } from "./role-words";

export type InvitationLine = {
  id: string;
  email: string;
  roles: WorkspaceRole[];
  createdAt: string;
  expiresAt: string;
  invitedBy: { name: string };
};

/** Invitations nobody took up yet. */
export function InvitationList({ invitations }: { invitations: readonly InvitationLine[] }) {
  const router = useRouter();
  const revoke = async (id: string) => {
    const answer = await api("DELETE", `/invitations/${id}`);
    if (!answer.ok) return answer.message;
    router.refresh();
    return undefined;
  };
  return (
    <ul className="divide-y">
      {invitations.map(({ id, email, roles, createdAt, expiresAt, invitedBy }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 text-sm">
          <div className="min-w-0 flex-1 basis-56">
            <p className="font-strong wrap-anywhere">{email}</p>
            <p className="text-ink-2 text-xs">
              {list(roles.map(roleLabel))}; invited by {invitedBy.name} <RelativeTime at={createdAt} />, ends{" "}
              <RelativeTime at={expiresAt} />
            </p>
          </div>
          <ConfirmDialog
            trigger={<Button size="sm">Revoke</Button>}
            title="Revoke this invitation?"
            description={`The link sent to ${email} stops working.`}
            action="Revoke invitation"
            onConfirm={() => revoke(id)}
          />
        </li>
      ))}
    </ul>
  );
}
