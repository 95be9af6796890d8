"use client";

import { UserPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { api, problemAt, problemElsewhere } from "@/components/client/api";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Refused } from "@/components/ui/refused";
import type { WorkspaceRole } from "@/lib/domain/actor";
import { bringsPower } from "@/lib/domain/lasting-power";
import { RolePicker } from "./role-picker";
import { asRoles } from "./role-words";
import { SecretLine } from "./secret-line";
import { useAgainSubmit } from "./use-again-submit";

type Made = { email: string; url: string; mailed: boolean };

/** Invites an address; the link is shown once, to be passed on, and sent where there is mail. */
export function InviteDialog({ mayMakeOwners }: { mayMakeOwners: boolean }) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [email, setEmail] = useState("");
  const [roles, setRoles] = useState<WorkspaceRole[]>(["member"]);
  const [made, setMade] = useState<Made>();
  const { busy, refusal, send, dialog } = useAgainSubmit<Made>();
  const change = (next: boolean) => {
    setOpen(next);
    if (next) {
      setMade(undefined);
      setEmail("");
    }
  };
  const powerful = roles.filter((role) => bringsPower([role]));
  const invite = (event: FormEvent) => {
    event.preventDefault();
    void send({
      call: (again) => api("POST", "/invitations", { body: { email, roles, ...again } }),
      done: (invitation) => {
        setMade(invitation);
        router.refresh();
      },
      ask:
        powerful.length === 0
          ? null
          : {
              title: `Invite as ${asRoles(powerful)}?`,
              description: `Whoever takes the link up as ${email} invites people, changes roles and decides what a signature asks for.`,
              action: "Make the link",
            },
    });
  };
  const elsewhere = problemElsewhere(refusal, ["email"]);
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      trigger={
        <Button size="sm" variant="primary" icon={<UserPlus aria-hidden className="size-4" />}>
          Invite
        </Button>
      }
      title={made ? "The invitation is ready" : "Invite somebody"}
      description={
        made?.mailed
          ? `It is on its way to ${made.email} by mail. The link works once, for seven days, and is shown only now.`
          : made
            ? `Send this link to ${made.email}: this server sends no mail. It works once, for seven days, and is shown only now.`
            : undefined
      }
      footer={
        made ? (
          <Button variant="primary" onClick={() => change(false)}>
            Done
          </Button>
        ) : (
          <Button type="submit" form="invite" variant="primary" busy={busy} disabled={roles.length === 0}>
            Make the link
          </Button>
        )
      }
    >
      {made ? (
        <SecretLine label="Invitation link" secret={made.url} />
      ) : (
        <form id="invite" method="post" onSubmit={invite} className="flex flex-col gap-4">
          <Refused>{elsewhere}</Refused>
          <Field label="Email" error={problemAt(refusal, "email")}>
            <Input type="email" name="email" autoComplete="off" required value={email} onValueChange={setEmail} />
          </Field>
          <RolePicker value={roles} onChange={setRoles} mayMakeOwners={mayMakeOwners} />
        </form>
      )}
      {dialog}
    </Dialog>
  );
}
