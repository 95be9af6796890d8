"use client";

import { Dialog } from "@base-ui/react/dialog";
import { Command, defaultFilter } from "cmdk";
import { ClipboardList, Keyboard, LogOut, Moon, Plus, Rocket, Sun, Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useState } from "react";
import { api } from "@/components/client/api";
import { veilClass } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { signOut } from "./account-menu";
import { sections } from "./sections";
import type { ShellSession } from "./session";
import { applyTheme } from "./theme";

type Found = { runs: { id: string; name: string; environment: string }[]; templates: { id: string; title: string }[] };
const nothing: Found = { runs: [], templates: [] };

/** Reads what can be jumped to each time the palette opens, so that it is never older than that. */
function useFound(open: boolean): Found {
  const [found, setFound] = useState<Found>(nothing);
  useEffect(() => {
    if (!open) return;
    const stop = new AbortController();
    const read = <T,>(path: string) => api<{ items: T[] }>("GET", path, { signal: stop.signal });
    void Promise.all([
      read<Found["runs"][number]>("/runs?limit=100"),
      read<Found["templates"][number]>("/templates?limit=100"),
    ]).then(([runs, templates]) => {
      if (stop.signal.aborted) return;
      setFound({ runs: runs.ok ? runs.value.items : [], templates: templates.ok ? templates.value.items : [] });
    });
    return () => stop.abort();
  }, [open]);
  return found;
}

type Props = { open: boolean; onOpenChange: (open: boolean) => void; session: ShellSession; onHelp: () => void };

/** Type to go anywhere or do anything that needs no page of its own. */
export function CommandPalette({ open, onOpenChange, session, onHelp }: Props) {
  const router = useRouter();
  const found = useFound(open);
  const run = (act: () => void) => () => {
    onOpenChange(false);
    act();
  };
  const go = (href: string) => run(() => router.push(href));
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className={veilClass} />
        <Dialog.Popup className="fixed top-[12dvh] left-1/2 z-50 w-[min(38rem,calc(100vw-1.5rem))] -translate-x-1/2 overflow-hidden rounded-xl border border-line-strong bg-panel shadow-float outline-none transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0">
          <Dialog.Title className="sr-only">Search or jump</Dialog.Title>
          <Command label="Search or jump" loop filter={(_, search, words = []) => matchWords(words.join(" "), search)}>
            <Command.Input
              placeholder="Search runs and templates, or type what to do"
              className="h-12 w-full border-b bg-transparent px-4 text-[1rem] outline-none"
            />
            <Command.List className="max-h-[min(24rem,60dvh)] overflow-y-auto p-1.5">
              <Command.Empty className="px-3 py-6 text-ink-2 text-sm">Nothing matches.</Command.Empty>
              <Group heading="Runs">
                {found.runs.map((each) => (
                  <Line
                    key={each.id}
                    id={each.id}
                    words={[each.name, each.environment]}
                    icon={<Rocket aria-hidden />}
                    onSelect={go(`/runs/${each.id}`)}
                  >
                    {each.name} <span className="text-ink-3">{each.environment}</span>
                  </Line>
                ))}
              </Group>
              <Group heading="Templates">
                {found.templates.map((each) => (
                  <Line
                    key={each.id}
                    id={each.id}
                    words={[each.title]}
                    icon={<ClipboardList aria-hidden />}
                    onSelect={go(`/templates/${each.id}`)}
                  >
                    {each.title}
                  </Line>
                ))}
              </Group>
              <Group heading="Go to">
                {sections.map(({ href, label, icon: Icon, key }) => (
                  <Line
                    key={href}
                    id={href}
                    words={[label]}
                    icon={<Icon aria-hidden />}
                    keys={`g ${key}`}
                    onSelect={go(href)}
                  >
                    {label}
                  </Line>
                ))}
              </Group>
              <Group heading="Do">
                {session.may.startRun ? (
                  <Line
                    id="start"
                    words={["start run new deployment"]}
                    icon={<Plus aria-hidden />}
                    onSelect={go("/runs/new")}
                  >
                    Start a run
                  </Line>
                ) : null}
                {session.may.writeTemplates ? (
                  <Line
                    id="import"
                    words={["import checklist template markdown"]}
                    icon={<Upload aria-hidden />}
                    onSelect={go("/templates/new")}
                  >
                    Import a checklist
                  </Line>
                ) : null}
                <Line
                  id="light"
                  words={["light theme day"]}
                  icon={<Sun aria-hidden />}
                  onSelect={run(() => applyTheme("light"))}
                >
                  Light theme
                </Line>
                <Line
                  id="dark"
                  words={["dark theme night"]}
                  icon={<Moon aria-hidden />}
                  onSelect={run(() => applyTheme("dark"))}
                >
                  Dark theme
                </Line>
                <Line
                  id="keys"
                  words={["keys keyboard shortcuts help"]}
                  icon={<Keyboard aria-hidden />}
                  keys="?"
                  onSelect={run(onHelp)}
                >
                  Show the keys
                </Line>
                <Line
                  id="out"
                  words={["sign out leave"]}
                  icon={<LogOut aria-hidden />}
                  onSelect={run(() => void signOut())}
                >
                  Sign out
                </Line>
              </Group>
            </Command.List>
          </Command>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** How well every typed word is met, 0 to 1; letters scattered over a long name are no match. */
function matchWords(text: string, search: string): number {
  const worst = Math.min(
    ...search
      .trim()
      .split(/\s+/)
      .map((word) => defaultFilter(text, word)),
  );
  return worst < 0.3 ? 0 : worst;
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="**:[[cmdk-group-heading]]:eyebrow **:[[cmdk-group-heading]]:px-2.5 **:[[cmdk-group-heading]]:pt-2 **:[[cmdk-group-heading]]:pb-1"
    >
      {children}
    </Command.Group>
  );
}

type LineProps = {
  id: string;
  words: string[];
  icon: ReactNode;
  keys?: string;
  onSelect: () => void;
  children: ReactNode;
};

function Line({ id, words, icon, keys, onSelect, children }: LineProps) {
  return (
    <Command.Item
      value={id}
      keywords={words}
      onSelect={onSelect}
      className="flex min-h-9 cursor-default select-none items-center gap-3 rounded-md px-2.5 text-sm data-[selected=true]:bg-hover touch:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-2"
    >
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {keys ? <Kbd>{keys}</Kbd> : null}
    </Command.Item>
  );
}
