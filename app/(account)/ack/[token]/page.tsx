import type { Metadata } from "next";
import { AccountFrame } from "@/components/account/account-frame";
import { AckForm } from "@/components/account/ack-form";
import { DeadLink } from "@/components/account/dead-link";
import { Notice } from "@/components/ui/notice";
import { FullTime } from "@/components/ui/time";
import { database } from "@/lib/data/database";
import { findPage } from "@/lib/data/escalation-link.read";

/** The address opens something: it must not leave with a link. */
export const metadata: Metadata = { title: "You are paged", referrer: "no-referrer" };

export default async function AckPage({ params }: { params: Promise<{ token: string }> }) {
  const page = await findPage(database(), (await params).token);
  if (!page)
    return <DeadLink title="This link acknowledges nothing" lead="Look for the whole link in what you were sent." />;
  return (
    <AccountFrame
      title={`You are paged: ${page.run}`}
      lead={<span className="wrap-anywhere whitespace-pre-line">{page.subject}</span>}
    >
      {page.acknowledged ? (
        <Notice tone="go" title="Somebody is at it">
          {page.acknowledged.by}, <FullTime at={page.acknowledged.at} />
        </Notice>
      ) : (
        <AckForm token={(await params).token} />
      )}
    </AccountFrame>
  );
}
