"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useEffectEvent, useState } from "react";
import { goKey } from "./go-key";
import { HelpSheet } from "./help-sheet";
import { isOverlaid, isTyping } from "./key-help";
import { PhoneNav } from "./phone-nav";
import { sections } from "./sections";
import type { ShellSession } from "./session";
import type { Theme } from "./theme";
import { TopBar } from "./top-bar";

const loadPalette = () => import("./command-palette").then((loaded) => loaded.CommandPalette);
const CommandPalette = dynamic(loadPalette, { ssr: false });

type Props = { session: ShellSession; theme: Theme; notice: ReactNode; children: ReactNode };

/** The frame of every page of a workspace: bar, navigation, palette, keys. */
export function AppShell({ session, theme, notice, children }: Props) {
  const [palette, setPalette] = useState(false);
  const [asked, setAsked] = useState(false);
  const [help, setHelp] = useState(false);
  const openPalette = () => {
    setAsked(true);
    setPalette(true);
  };
  useEffect(() => {
    // Fetched after the page is up, so that the first Ctrl K finds it here; without a network it is fetched then.
    const timer = setTimeout(() => void loadPalette().catch(() => undefined), 2_000);
    return () => clearTimeout(timer);
  }, []);
  useShellKeys({ openPalette, openHelp: () => setHelp(true) });
  return (
    <div className="flex min-h-dvh flex-col max-sm:pb-(--nav-height)">
      <a
        href="#main"
        className="fixed top-2 left-2 z-60 -translate-y-16 rounded-md bg-ink px-3 py-2 font-strong text-on-ink text-sm focus-visible:translate-y-0 print:hidden"
      >
        Skip to content
      </a>
      <TopBar session={session} theme={theme} onSearch={openPalette} onHelp={() => setHelp(true)} />
      {notice}
      <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
        {children}
      </main>
      <PhoneNav />
      {asked ? (
        <CommandPalette open={palette} onOpenChange={setPalette} session={session} onHelp={() => setHelp(true)} />
      ) : null}
      <HelpSheet open={help} onOpenChange={setHelp} />
    </div>
  );
}

type Acts = { openPalette: () => void; openHelp: () => void };

/** Ctrl or Command K anywhere; `?` and `g` with a letter when nobody is typing and no dialog is open. */
function useShellKeys(acts: Acts): void {
  const router = useRouter();
  const [follows] = useState(goKey);
  const press = useEffectEvent((event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      acts.openPalette();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
    if (isOverlaid()) return;
    const section = follows(event) && sections.find(({ key }) => key === event.key);
    if (section) {
      event.preventDefault();
      router.push(section.href);
    } else if (event.key === "?") {
      event.preventDefault();
      acts.openHelp();
    }
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}
