"use client";

import { MoreHorizontal, ShieldOff, UserCheck, UserCog, UserX } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Again } from "@/components/account/proof-ways";
import { api } from "@/components/client/api";
import { IconButton } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog-confirm";
import { Menu, MenuItem } from "@/components/ui/menu";
import { notify } from "@/components/ui/toast";
import { bringsPower } from "@/lib/domain/lasting-power";
import type { PersonLine } from "./people-table";
import { asRoles } from "./role-words";
import { RolesDialog } from "./roles-dialog";
import { outlasts, useAgain } from "./use-again";

const enabling = "They can sign in again, with the roles they had, and what they held in runs is theirs again.";

type Props = { person: PersonLine; self: boolean; mayMakeOwners: boolean };

/** What an admin can change about somebody; it holds from that person's next request on. */
export function PersonMenu({ person, self, mayMakeOwners }: Props) {
  const router = useRouter();
  const [open, setOpen] = useState<"roles" | "disable">();
  const { ask, dialog } = useAgain();
  const close = (next: boolean) => {
    if (!next) setOpen(undefined);
  };
  const disable = async (disabled: boolean, again: Again = {}) => {
    const answer = await api("PATCH", `/people/${person.id}`, { body: { disabled, ...again } });
    if (!answer.ok) return answer.message;
    router.refresh();
    return undefined;
  };
  const resetFactors = async (again: Again) => {
    const answer = await api("POST", `/people/${person.id}/factors/reset`, { body: again });
    if (!answer.ok) return answer.message;
    notify({ title: `The second factors of ${person.name} are off`, tone: "good" });
    return undefined;
  };
  const complain = async (asked: Promise<string | undefined>) => {
    const refused = await asked;
    if (refused) notify({ title: refused, tone: "bad" });
  };
  const askReset = () =>
    complain(
      ask({
        title: `Reset the second factor of ${person.name}?`,
        description:
          "For a lost phone or key, once you have made sure that it is them who ask. Their authenticator app, passkeys and recovery codes go, their sessions and personal tokens end, and they are told that it was you. Their password stays: you don't learn it, and can't sign for them.",
        hint: "Your own, as this goes on record under your name.",
        action: "Reset",
        run: resetFactors,
      }),
    );
  const askEnable = () =>
    complain(
      ask({
        title: `Enable ${person.name}?`,
        description: `${enabling} They are ${asRoles(person.roles)} here.`,
        hint: outlasts,
        action: "Enable",
        run: (again) => disable(false, again),
      }),
    );
  return (
    <>
      <Menu
        trigger={
          <IconButton label={`Change ${person.name}`} size="sm">
            <MoreHorizontal aria-hidden className="size-4" />
          </IconButton>
        }
      >
        <MenuItem icon={<UserCog aria-hidden className="size-4 text-ink-2" />} onSelect={() => setOpen("roles")}>
          Change roles
        </MenuItem>
        {self ? null : (
          <MenuItem icon={<ShieldOff aria-hidden className="size-4 text-ink-2" />} onSelect={askReset}>
            Reset second factor
          </MenuItem>
        )}
        {self ? null : (
          <MenuItem
            tone={person.disabledAt ? "plain" : "danger"}
            icon={
              person.disabledAt ? (
                <UserCheck aria-hidden className="size-4" />
              ) : (
                <UserX aria-hidden className="size-4" />
              )
            }
            onSelect={person.disabledAt && bringsPower(person.roles) ? askEnable : () => setOpen("disable")}
          >
            {person.disabledAt ? "Enable" : "Disable"}
          </MenuItem>
        )}
      </Menu>
      <RolesDialog
        key={String(open)}
        person={person}
        mayMakeOwners={mayMakeOwners}
        open={open === "roles"}
        onOpenChange={close}
      />
      {dialog}
      <ConfirmDialog
        open={open === "disable"}
        onOpenChange={close}
        title={person.disabledAt ? `Enable ${person.name}?` : `Disable ${person.name}?`}
        description={
          person.disabledAt
            ? enabling
            : "They are signed out at once and their tokens stop working. What they ticked and signed stays; what they still hold in runs is shown as nobody’s, under their name, for the leads to hand over."
        }
        action={person.disabledAt ? "Enable" : "Disable"}
        tone={person.disabledAt ? "primary" : "danger"}
        onConfirm={() => disable(!person.disabledAt)}
      />
    </>
  );
}
