import { ClipboardList, Gauge, ListChecks, type LucideIcon, Rocket, Settings } from "lucide-react";

export type ShellSection = { href: string; label: string; icon: LucideIcon; key: string };

/** The five places everybody goes, in this order everywhere; `key` follows `g`. */
export const sections: readonly ShellSection[] = [
  { href: "/", label: "Readiness", icon: Gauge, key: "d" },
  { href: "/work", label: "My work", icon: ListChecks, key: "w" },
  { href: "/runs", label: "Runs", icon: Rocket, key: "r" },
  { href: "/templates", label: "Templates", icon: ClipboardList, key: "t" },
  { href: "/settings", label: "Settings", icon: Settings, key: "s" },
];

/** Pages of the first section beside its start page, in the order of their strip. */
export const overviewPages = [
  { href: "/", label: "Now" },
  { href: "/calendar", label: "Calendar" },
  { href: "/past", label: "Past runs" },
] as const;

/** True when a path lies in a section; the first holds the pages of its strip. */
export function isInSection(href: string, pathname: string): boolean {
  return href === "/"
    ? overviewPages.some((page) => page.href === pathname)
    : pathname === href || pathname.startsWith(`${href}/`);
}
