import type { Metadata } from "next";
import { AccountFrame } from "@/components/account/account-frame";
import { DeadLink } from "@/components/account/dead-link";
import { InvitationForm } from "@/components/account/invitation-form";
import { openInvitation } from "@/lib/auth/invitation";
import { database } from "@/lib/data/database";

/** The address holds a secret: it must not leave with a link. */
export const metadata: Metadata = { title: "Join", referrer: "no-referrer" };

export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const invitation = await openInvitation({ db: database(), now: new Date() }, token);
  if (!invitation)
    return (
      <DeadLink
        title="This invitation no longer works"
        lead="It was used, revoked, or is older than seven days. Ask for a new one."
      />
    );
  const { email, workspace, hasAccount } = invitation;
  return (
    <AccountFrame
      title={`Join ${workspace.name}`}
      lead={
        hasAccount ? (
          <>
            You already have an account as <b className="font-strong text-ink">{email}</b>: its password lets you in.
          </>
        ) : (
          <>
            As <b className="font-strong text-ink">{email}</b>. Say who you are and choose a password.
          </>
        )
      }
    >
      <InvitationForm token={token} hasAccount={hasAccount} />
    </AccountFrame>
  );
}
