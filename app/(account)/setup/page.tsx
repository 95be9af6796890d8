import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AccountFrame } from "@/components/account/account-frame";
import { SetupForm } from "@/components/account/setup-form";
import { database } from "@/lib/data/database";
import { isSetUp } from "@/lib/data/setup.read";

export const metadata: Metadata = { title: "Set up" };

export default async function SetupPage() {
  if (await isSetUp(database())) redirect("/sign-in");
  return (
    <AccountFrame title="Set up Gonogo" lead="This server is new. Make the first workspace; you become its owner.">
      <SetupForm />
    </AccountFrame>
  );
}
