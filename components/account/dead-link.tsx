import { AccountFrame } from "./account-frame";
import { SignInLink } from "./sign-in-link";

/** What stands behind a link that opens nothing: why, and the way in. */
export function DeadLink({ title, lead }: { title: string; lead: string }) {
  return (
    <AccountFrame title={title} lead={lead}>
      <SignInLink />
    </AccountFrame>
  );
}
