import type { Metadata } from "next";
import { AccountFrame } from "@/components/account/account-frame";
import { ResetForm } from "@/components/account/reset-form";

/** The address holds a secret: it must not leave with a link. */
export const metadata: Metadata = { title: "New password", referrer: "no-referrer" };

export default async function ResetPage({ params }: { params: Promise<{ token: string }> }) {
  return (
    <AccountFrame title="Choose a new password" lead="The link works once. All your sessions end.">
      <ResetForm token={(await params).token} />
    </AccountFrame>
  );
}
