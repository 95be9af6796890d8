import type { Metadata } from "next";
import { connection } from "next/server";
import { MessagePage } from "@/components/shell/message-page";
import { ButtonLink } from "@/components/ui/button";

export const metadata: Metadata = { title: "Not found" };

export default async function NotFound() {
  await connection();
  return (
    <MessagePage
      title="There is nothing here"
      actions={
        <ButtonLink href="/" variant="primary">
          Go to Readiness
        </ButtonLink>
      }
    >
      <p>The page doesn’t exist, or it belongs to a workspace you are not in.</p>
    </MessagePage>
  );
}
