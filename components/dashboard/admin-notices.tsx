"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { api } from "@/components/client/api";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/time";
import { notify } from "@/components/ui/toast";

export type AdminNoticeLine = {
  id: string;
  kind: "ceremony_voided" | "override_voided" | "factors_reset";
  detail: string;
  person: { name: string } | null;
  run: { id: string; name: string } | null;
  at: string;
};

/** What every admin sees until one of them has taken note. */
export function AdminNotices({ notices }: { notices: readonly AdminNoticeLine[] }) {
  const router = useRouter();
  const see = async (id: string) => {
    const answer = await api("POST", `/notices/${id}/seen`, { body: {} });
    if (answer.ok) router.refresh();
    else notify({ title: answer.message, tone: "bad" });
  };
  if (notices.length === 0) return null;
  return (
    <section aria-label="For the admins" className="mb-4 flex flex-col gap-2">
      {notices.map(({ id, kind, detail, person, run, at }) => (
        <Notice
          key={id}
          tone={kind === "factors_reset" ? "hold" : "no"}
          title={
            kind === "factors_reset"
              ? `The second factors of ${person?.name ?? "somebody"} were taken off`
              : `Somebody failed five times to ${kind === "override_voided" ? "confirm an override" : "sign"} as ${person?.name ?? "somebody"}`
          }
          actions={
            <Button size="sm" onClick={() => see(id)}>
              Seen
            </Button>
          }
        >
          {kind === "factors_reset" ? (
            <>
              By {detail}, <RelativeTime at={at} />. They sign in with their password alone until they add one.
            </>
          ) : (
            <>
              {run ? (
                <>
                  In{" "}
                  <Link prefetch={false} href={`/runs/${run.id}/poll`} className="underline">
                    {run.name}
                  </Link>
                  ,{" "}
                </>
              ) : null}
              <RelativeTime at={at} />. {kind === "override_voided" ? "The request" : "The statement"} was taken back.
              Ask {person?.name ?? "them"} whether it was them; if not, disable the account under{" "}
              <Link prefetch={false} href="/settings/people" className="underline">
                People
              </Link>
              .
            </>
          )}
        </Notice>
      ))}
    </section>
  );
}
