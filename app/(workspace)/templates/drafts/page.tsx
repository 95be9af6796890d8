import { redirect } from "next/navigation";

/** Drafts are listed above the templates. */
export default function DraftsPage() {
  redirect("/templates");
}
