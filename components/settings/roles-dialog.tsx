"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { api } from "@/components/client/api";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Refused } from "@/components/ui/refused";
import { bringsPower } from "@/lib/domain/lasting-power";
import type { PersonLine } from "./people-table";
import { RolePicker } from "./role-picker";
import { asRoles } from "./role-words";
import { useAgainSubmit } from "./use-again-submit";

type Props = {
  person: PersonLine;
  mayMakeOwners: boolean;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Which roles somebody has; asks again who is there where one of them hands out roles in turn. */
export function RolesDialog({ person, mayMakeOwners, open, onOpenChange }: Props) {
  const router = useRouter();
  const [roles, setRoles] = useState(person.roles);
  const { busy, refusal, send, dialog } = useAgainSubmit();
  const gained = roles.filter((role) => !person.roles.includes(role) && bringsPower([role]));
  const save = () =>
    void send({
      call: (again) => api("PATCH", `/people/${person.id}`, { body: { roles, ...again } }),
      done: () => {
        onOpenChange(false);
        router.refresh();
      },
      ask:
        gained.length === 0
          ? null
          : {
              title: `Make ${person.name} ${asRoles(gained)}?`,
              description:
                "From their next step on they invite people, change roles and decide what a signature asks for.",
              action: "Save roles",
            },
    });
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
      {dialog}
    </Dialog>
  );
}
