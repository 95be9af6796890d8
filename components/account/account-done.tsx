import type { ReactNode } from "react";
import { Notice } from "@/components/ui/notice";
import { SignInLink } from "./sign-in-link";

/** What an account form says once it is done, with the way in. */
export function AccountDone({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="go" live title={title}>
        {children}
      </Notice>
      <SignInLink />
    </div>
  );
}
