"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import Link from "next/link";
import type { ReactElement, ReactNode } from "react";
import { cn } from "./class-name";
import { popupClass } from "./popover";

type Props = {
  trigger: ReactElement;
  align?: "start" | "center" | "end";
  side?: "top" | "bottom";
  className?: string;
  children: ReactNode;
};

/** A list of acts behind a button. */
export function Menu({ trigger, align = "end", side = "bottom", className, children }: Props) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className="z-50 outline-none" align={align} side={side} sideOffset={6} collisionPadding={8}>
          <Base.Popup className={cn(popupClass, "min-w-48 p-1", className)}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** The same below any element, for lists in which every entry has such a button: one menu serves all. */
export function MenuAt({
  anchor,
  label,
  onClose,
  className,
  children,
}: {
  anchor: HTMLElement | null;
  label: string;
  onClose: () => void;
  className?: string;
  children: ReactNode;
}) {
  return (
    <Base.Root open={anchor !== null} onOpenChange={(open) => open || onClose()}>
      <Base.Portal>
        <Base.Positioner
          anchor={anchor}
          className="z-50 outline-none"
          align="start"
          sideOffset={4}
          collisionPadding={8}
        >
          <Base.Popup
            aria-label={label}
            // A long list scrolls: without a place for the keyboard nobody could scroll it before an entry is lit.
            tabIndex={0}
            finalFocus={() => (isLost(document.activeElement) ? anchor : false)}
            className={cn(popupClass, "max-h-(--available-height) min-w-52 overflow-y-auto p-1", className)}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** True while nothing else has taken the keyboard, as an act of the menu may have given it away. */
function isLost(active: Element | null): boolean {
  return active === null || active === document.body || active.closest("[role='menu']") !== null;
}

const itemClass =
  "flex w-full cursor-default select-none items-center gap-2.5 rounded-sm px-2.5 py-1.5 text-left text-sm outline-none data-disabled:text-ink-3 data-highlighted:bg-hover touch:min-h-11";

type ItemProps = {
  icon?: ReactNode;
  shortcut?: string;
  tone?: "plain" | "danger";
  disabled?: boolean;
  onSelect: () => void;
  children: ReactNode;
};

export function MenuItem({ icon, shortcut, tone = "plain", disabled, onSelect, children }: ItemProps) {
  return (
    <Base.Item disabled={disabled} onClick={onSelect} className={cn(itemClass, tone === "danger" && "text-no")}>
      {icon}
      <span className="flex-1">{children}</span>
      {shortcut ? <kbd className="text-ink-3 text-xs">{shortcut}</kbd> : null}
    </Base.Item>
  );
}

export function MenuLink({ href, icon, children }: { href: string; icon?: ReactNode; children: ReactNode }) {
  return (
    <Base.Item render={<Link prefetch={false} href={href} />} className={itemClass}>
      {icon}
      <span className="flex-1">{children}</span>
    </Base.Item>
  );
}

/** A file to take away: the browser saves what the address answers. */
export function MenuDownload({
  href,
  name,
  hint,
  children,
}: {
  href: string;
  name: string;
  hint?: string;
  children: ReactNode;
}) {
  return (
    <Base.Item
      render={(props) => <a {...props} href={href} download={name} />}
      className={cn(itemClass, "flex-col items-start gap-0")}
    >
      {children}
      {hint ? <span className="text-ink-3 text-xs">{hint}</span> : null}
    </Base.Item>
  );
}

type RadioProps<T extends string> = {
  label: string;
  value: T;
  onChange: (value: T) => void;
  options: readonly { value: T; label: string; icon?: ReactNode }[];
};

/** One of several inside a menu, e.g. a filter. */
export function MenuRadio<T extends string>({ label, value, onChange, options }: RadioProps<T>) {
  return (
    <Base.RadioGroup value={value} onValueChange={onChange}>
      <MenuLabel>{label}</MenuLabel>
      {options.map((option) => (
        <Base.RadioItem key={option.value} value={option.value} closeOnClick className={itemClass}>
          {option.icon}
          <span className="flex-1">{option.label}</span>
          <Base.RadioItemIndicator>
            <Check aria-hidden className="size-3.5" />
          </Base.RadioItemIndicator>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

function MenuLabel({ children }: { children: ReactNode }) {
  return <div className="eyebrow px-2.5 pt-2 pb-1">{children}</div>;
}

/** Items under a heading that screen readers say with them. */
export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className="eyebrow px-2.5 pt-2 pb-1">{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="-mx-1 my-1 h-px bg-line" />;
}
