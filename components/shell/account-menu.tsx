"use client";

import { Keyboard, LogOut, UserRound } from "lucide-react";
import { api } from "@/components/client/api";
import { savePreference } from "@/components/client/preference";
import { Avatar } from "@/components/ui/avatar";
import { Menu, MenuItem, MenuLink, MenuRadio, MenuSeparator } from "@/components/ui/menu";
import type { ShellSession } from "./session";

/** Ends the session and leaves, with what this tab kept for its person; leaves as well when it was over already. */
export async function signOut(): Promise<void> {
  sessionStorage.clear();
  await api("DELETE", "/session", { anonymous: true });
  location.assign("/sign-in");
}

export function AccountMenu({ session, onHelp }: { session: ShellSession; onHelp: () => void }) {
  const { person, workspace, workspaces } = session;
  return (
    <Menu
      className="min-w-60"
      trigger={
        <button
          type="button"
          aria-label={`Account of ${person.name}`}
          className="flex size-8 items-center justify-center rounded-full touch:size-11"
        >
          <Avatar name={person.name} decorative className="size-7" />
        </button>
      }
    >
      <div className="px-2.5 pt-1.5 pb-2">
        <p className="font-strong text-sm">{person.name}</p>
        <p className="truncate text-ink-2 text-xs">{person.email}</p>
      </div>
      <MenuSeparator />
      {workspaces.length > 1 ? (
        <>
          <MenuRadio
            label="Workspace"
            value={workspace.id}
            options={workspaces.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(id) => {
              savePreference("gonogo.workspace", id);
              location.assign("/");
            }}
          />
          <MenuSeparator />
        </>
      ) : null}
      <MenuLink href="/settings" icon={<UserRound aria-hidden className="size-4 text-ink-2" />}>
        Your settings
      </MenuLink>
      <MenuItem icon={<Keyboard aria-hidden className="size-4 text-ink-2" />} shortcut="?" onSelect={onHelp}>
        Keys
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<LogOut aria-hidden className="size-4 text-ink-2" />} onSelect={() => void signOut()}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
