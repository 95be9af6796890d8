import type { Metadata } from "next";
import { AccountFrame } from "@/components/account/account-frame";
import { DeadLink } from "@/components/account/dead-link";
import { ResetForm } from "@/components/account/reset-form";
import { openPasswordReset } from "@/lib/auth/password";
import { database } from "@/lib/data/database";

/** The address holds a secret: it must not leave with a link. */
export const metadata: Metadata = { title: "New password", referrer: "no-referrer" };

export default async function ResetPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const reset = await openPasswordReset({ db: database(), now: new Date() }, token);
  if (!reset)
    return <DeadLink title="This link no longer works" lead="It works once and not for long. Ask for a new one." />;
  return (
    <AccountFrame
      title="Choose a new password"
      lead={
        <>
          For <b className="font-strong text-ink">{reset.email}</b>. The link works once; all your sessions end.
        </>
      }
    >
      <ResetForm token={token} />
    </AccountFrame>
  );
}
