"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { DeliveryList } from "@/components/message/delivery-list";
import { EmptyState } from "@/components/ui/empty-state";
import type { MessageView } from "@/lib/domain/message";

const lookAgainMs = 2_000;

/** What left the workspace; looked at again while something is on its way. */
export function MessageLog({ messages, mayRetry }: { messages: readonly MessageView[]; mayRetry: boolean }) {
  const router = useRouter();
  const underWay = messages.some(({ state, reason }) => state === "queued" && reason === null);
  useEffect(() => {
    if (!underWay) return;
    const timer = setInterval(() => router.refresh(), lookAgainMs);
    return () => clearInterval(timer);
  }, [underWay, router]);
  if (messages.length === 0) {
    return <EmptyState title="Nothing was sent yet">Invitations, announcements and pages are listed here.</EmptyState>;
  }
  return <DeliveryList messages={messages} mayRetry={mayRetry} onRetried={() => router.refresh()} withRun />;
}
