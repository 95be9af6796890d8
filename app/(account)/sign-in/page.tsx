import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AccountFrame } from "@/components/account/account-frame";
import { SignInForm } from "@/components/account/sign-in-form";
import { SsoButton } from "@/components/account/sso-button";
import { nextPath } from "@/components/client/next-path";
import { Notice } from "@/components/ui/notice";
import { currentActor } from "@/lib/auth/actor";
import { passkeySite } from "@/lib/auth/passkey";
import { ssoName } from "@/lib/auth/sso-provider";
import { database } from "@/lib/data/database";
import { isSetUp } from "@/lib/data/setup.read";
import { ssoProblemOf, ssoProblems } from "@/lib/domain/sso-problem";
import { mailSender } from "@/lib/env";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<{ next?: string | string[]; sso?: string }> };

export default async function SignInPage({ searchParams }: Props) {
  const search = await searchParams;
  const next = nextPath(search.next);
  const problem = ssoProblemOf(search.sso);
  const sso = ssoName();
  if (await currentActor()) redirect(next);
  if (!(await isSetUp(database()))) redirect("/setup");
  return (
    <AccountFrame
      title="Sign in"
      footer={
        <p>
          No password yet? You join by a link from an admin. Forgotten it?{" "}
          {mailSender() === null ? (
            <>
              An admin of this server prints a reset link with{" "}
              <code className="text-xs">npm run -s gonogo -- password reset</code>.
            </>
          ) : (
            <Link prefetch={false} href="/forgot" className="font-strong underline underline-offset-2">
              Get a link by mail
            </Link>
          )}
        </p>
      }
    >
      {problem ? <Notice tone="no">{ssoProblems[problem]}</Notice> : null}
      {sso ? <SsoButton name={sso} next={next} /> : null}
      <SignInForm next={next} site={passkeySite()} />
    </AccountFrame>
  );
}
