"use client";

import { MoreHorizontal, ShieldOff, UserCheck, UserCog, UserX } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { PasswordDialog } from "@/components/account/password-dialog";
import { api } from "@/components/client/api";
import { useSubmit } from "@/components/client/use-submit";
import { Button, IconButton } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ConfirmDialog } from "@/components/ui/dialog-confirm";
import { Menu, MenuItem } from "@/components/ui/menu";
import { Refused } from "@/components/ui/refused";
import { notify } from "@/components/ui/toast";
import type { PersonLine } from "./people-table";
import { RolePicker } from "./role-picker";

type Props = { person: PersonLine; self: boolean; mayMakeOwners: boolean };

/** What an admin can change about somebody; it holds from that person's next request on. */
export function PersonMenu({ person, self, mayMakeOwners }: Props) {
  const router = useRouter();
  const [open, setOpen] = useState<"roles" | "disable" | "factors">();
  const close = (next: boolean) => {
    if (!next) setOpen(undefined);
  };
  const disable = async (disabled: boolean) => {
    const answer = await api("PATCH", `/people/${person.id}`, { body: { disabled } });
    if (!answer.ok) return answer.message;
    router.refresh();
    return undefined;
  };
  const resetFactors = async (password: string) => {
    const answer = await api("POST", `/people/${person.id}/factors/reset`, { body: { password } });
    if (!answer.ok) return answer.message;
    notify({ title: `The second factors of ${person.name} are off`, tone: "good" });
    return undefined;
  };
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
          <MenuItem icon={<ShieldOff aria-hidden className="size-4 text-ink-2" />} onSelect={() => setOpen("factors")}>
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
            onSelect={() => setOpen("disable")}
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
      <PasswordDialog
        open={open === "factors"}
        onClose={() => setOpen(undefined)}
        title={`Reset the second factor of ${person.name}?`}
        description="For a lost phone or key, once you have made sure that it is them who ask. Their authenticator app, passkeys and recovery codes go, their sessions and personal tokens end, and they are told that it was you. Their password stays: you don't learn it, and can't sign for them."
        hint="Your own, as this goes on record under your name."
        action="Reset"
        onConfirm={resetFactors}
      />
      <ConfirmDialog
        open={open === "disable"}
        onOpenChange={close}
        title={person.disabledAt ? `Enable ${person.name}?` : `Disable ${person.name}?`}
        description={
          person.disabledAt
            ? "They can sign in again, with the roles they had, and what they held in runs is theirs again."
            : "They are signed out at once and their tokens stop working. What they ticked and signed stays; what they still hold in runs is shown as nobody’s, under their name, for the leads to hand over."
        }
        action={person.disabledAt ? "Enable" : "Disable"}
        tone={person.disabledAt ? "primary" : "danger"}
        onConfirm={() => disable(!person.disabledAt)}
      />
    </>
  );
}

function RolesDialog({
  person,
  mayMakeOwners,
  open,
  onOpenChange,
}: Omit<Props, "self"> & { open: boolean; onOpenChange: (open: boolean) => void }) {
  const router = useRouter();
  const [roles, setRoles] = useState(person.roles);
  const { busy, refusal, submit } = useSubmit();
  const save = () =>
    void submit(
      () => api("PATCH", `/people/${person.id}`, { body: { roles } }),
      () => {
        onOpenChange(false);
        router.refresh();
      },
    );
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Roles of ${person.name}`}
      footer={
        <Button variant="primary" busy={busy} disabled={roles.length === 0} onClick={save}>
          Save roles
        </Button>
      }
    >
      <Refused className="mb-3">{refusal?.message}</Refused>
      <RolePicker value={roles} onChange={setRoles} mayMakeOwners={mayMakeOwners} />
    </Dialog>
  );
}
