"use client";

import { CircleHelp, Search } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { IconButton } from "@/components/ui/button";
import { cn } from "@/components/ui/class-name";
import { Kbd } from "@/components/ui/kbd";
import { Tooltip } from "@/components/ui/tooltip";
import { AccountMenu } from "./account-menu";
import { Mark } from "./mark";
import { isInSection, sections } from "./sections";
import type { ShellSession } from "./session";
import type { Theme } from "./theme";
import { ThemeMenu } from "./theme-menu";

type Props = { session: ShellSession; theme: Theme; onSearch: () => void; onHelp: () => void };

export function TopBar({ session, theme, onSearch, onHelp }: Props) {
  const pathname = usePathname();
  return (
    <header className="sticky top-0 z-30 flex h-(--bar-height) shrink-0 items-center gap-3 border-b bg-panel px-4 sm:px-5">
      <Link
        prefetch={false}
        href="/"
        className="flex h-11 items-center gap-2.5 rounded-sm"
        aria-label="Gonogo, Readiness"
      >
        <Mark />
        <span className="font-heavy text-md tracking-tight max-lg:hidden">Gonogo</span>
      </Link>
      <span aria-hidden className="text-line-strong">
        /
      </span>
      <span className="min-w-0 max-w-52 truncate text-ink-2 text-sm max-sm:flex-1">{session.workspace.name}</span>
      <nav aria-label="Main" className="ml-2 flex items-center gap-0.5 max-sm:hidden">
        {sections.map(({ href, label }) => {
          const here = isInSection(href, pathname);
          return (
            <Link
              prefetch={false}
              key={href}
              href={href}
              aria-current={here ? (pathname === href ? "page" : "true") : undefined}
              className={cn(
                "flex h-8 items-center rounded-md px-2.5 text-sm transition-colors touch:h-11",
                here ? "bg-sunk font-strong text-ink" : "text-ink-2 hover:text-ink",
              )}
            >
              {label}
            </Link>
          );
        })}
      </nav>
      <div className="ml-auto flex items-center gap-1">
        <button
          type="button"
          onClick={onSearch}
          aria-label="Search or jump"
          aria-keyshortcuts="Control+K Meta+K"
          className="flex h-8 items-center gap-2 rounded-md border border-line-strong px-2.5 text-ink-2 text-sm transition-colors hover:bg-hover hover:text-ink max-lg:border-transparent touch:size-11 touch:justify-center touch:border-transparent touch:px-0"
        >
          <Search aria-hidden className="size-4 lg:size-3.5" />
          <span className="max-lg:hidden">Search or jump</span>
          <Kbd className="max-lg:hidden">Ctrl K</Kbd>
        </button>
        <Tooltip text="Keys" shortcut="?" side="bottom">
          <IconButton label="Keys" onClick={onHelp} className="max-sm:hidden">
            <CircleHelp aria-hidden className="size-4" />
          </IconButton>
        </Tooltip>
        <ThemeMenu initial={theme} />
        <AccountMenu session={session} onHelp={onHelp} />
      </div>
    </header>
  );
}
