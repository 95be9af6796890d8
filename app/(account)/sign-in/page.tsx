import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AccountFrame } from "@/components/account/account-frame";
import { SignInForm } from "@/components/account/sign-in-form";
import { nextPath } from "@/components/client/next-path";
import { currentActor } from "@/lib/auth/actor";
import { passkeySite } from "@/lib/auth/passkey";
import { database } from "@/lib/data/database";
import { isSetUp } from "@/lib/data/setup.read";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function SignInPage({ searchParams }: Props) {
  const next = nextPath((await searchParams).next);
  if (await currentActor()) redirect(next);
  if (!(await isSetUp(database()))) redirect("/setup");
  return (
    <AccountFrame
      title="Sign in"
      footer={
        <p>
          No password yet? You join by a link from an admin. Forgotten it? An admin of this server prints a reset link
          with <code className="text-xs">npm run -s gonogo -- password reset</code>.
        </p>
      }
    >
      <SignInForm next={next} site={passkeySite()} />
    </AccountFrame>
  );
}
