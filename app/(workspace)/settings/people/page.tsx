import type { Metadata } from "next";
import { InvitationList } from "@/components/settings/invitation-list";
import { InviteDialog } from "@/components/settings/invite-dialog";
import { PeopleTable } from "@/components/settings/people-table";
import { SettingsGroup } from "@/components/settings/settings-group";
import { AgainProvider } from "@/components/settings/use-again";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { listInvitations } from "@/lib/data/invitation.read";
import { listPeople } from "@/lib/data/person.read";
import { may } from "@/lib/domain/permission";
import { pageContext } from "../../page-context";
import { readProofWays } from "../proof-ways";

export const metadata: Metadata = { title: "People" };

type Props = { searchParams: Promise<{ cursor?: string }> };

export default async function PeoplePage({ searchParams }: Props) {
  const ctx = await pageContext("/settings/people");
  const { cursor } = await searchParams;
  const invites = may(ctx.actor, "people.invite");
  const owner = ctx.actor.roles.includes("owner");
  const [people, invitations] = await Promise.all([
    listPeople(ctx, { limit: 100, ...(typeof cursor === "string" ? { cursor } : {}) }),
    invites ? listInvitations(ctx, { limit: 100 }) : undefined,
  ]);
  const open = invitations?.ok ? invitations.value.items : [];
  return (
    <AgainProvider ways={await readProofWays(ctx)}>
      <PageHeader title="People" lead="Who is in this workspace. What they do in a run is set by its roster." />
      <div className="flex flex-col gap-4">
        <SettingsGroup title="People" flush actions={invites ? <InviteDialog mayMakeOwners={owner} /> : null}>
          {people.ok ? (
            <PeopleTable
              people={people.value.items}
              you={ctx.actor.person?.id ?? ""}
              manages={may(ctx.actor, "people.change_roles")}
              mayMakeOwners={owner}
            />
          ) : (
            <Notice tone="no">{people.message}</Notice>
          )}
        </SettingsGroup>
        {people.ok && people.value.nextCursor ? (
          <ButtonLink
            href={`/settings/people?cursor=${encodeURIComponent(people.value.nextCursor)}`}
            className="self-start"
          >
            More people
          </ButtonLink>
        ) : null}
        {open.length > 0 ? (
          <SettingsGroup title="Open invitations" flush>
            <InvitationList invitations={open} />
          </SettingsGroup>
        ) : null}
      </div>
    </AgainProvider>
  );
}
