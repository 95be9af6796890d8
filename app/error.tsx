"use client";

import { MessagePage } from "@/components/shell/message-page";
import { Button, ButtonLink } from "@/components/ui/button";

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <MessagePage
      title="This page could not be drawn"
      actions={
        <>
          <Button variant="primary" onClick={reset}>
            Try again
          </Button>
          <ButtonLink href="/">Go to Readiness</ButtonLink>
        </>
      }
    >
      <title>Something failed · Gonogo</title>
      <p>Nothing you saved is lost. If it happens again, tell whoever runs this server what you did.</p>
      {error.digest ? (
        <p className="mt-2 text-ink-3 text-sm">
          In the server’s log under <code>{error.digest}</code>
        </p>
      ) : null}
    </MessagePage>
  );
}
