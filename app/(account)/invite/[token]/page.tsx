import type { Metadata } from "next";
import { AccountFrame } from "@/components/account/account-frame";
import { InvitationForm } from "@/components/account/invitation-form";

/** The address holds a secret: it must not leave with a link. */
export const metadata: Metadata = { title: "Join", referrer: "no-referrer" };

export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  return (
    <AccountFrame
      title="Join your team on Gonogo"
      lead="You were invited by link. Say who you are and choose a password."
    >
      <InvitationForm token={(await params).token} />
    </AccountFrame>
  );
}
