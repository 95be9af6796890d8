import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AccountFrame } from "@/components/account/account-frame";
import { ForgotForm } from "@/components/account/forgot-form";
import { mailSender } from "@/lib/env";

export const metadata: Metadata = { title: "New password" };

export default function ForgotPage() {
  if (mailSender() === null) redirect("/sign-in");
  return (
    <AccountFrame title="Forgotten your password?" lead="We send you a link to choose a new one.">
      <ForgotForm />
    </AccountFrame>
  );
}
