import { ClipboardList, Gauge, type LucideIcon, Rocket, Settings } from "lucide-react";

export type ShellSection = { href: string; label: string; icon: LucideIcon; key: string };

/** The four places everybody goes, in this order everywhere; `key` follows `g`. */
export const sections: readonly ShellSection[] = [
  { href: "/", label: "Readiness", icon: Gauge, key: "d" },
  { href: "/runs", label: "Runs", icon: Rocket, key: "r" },
  { href: "/templates", label: "Templates", icon: ClipboardList, key: "t" },
  { href: "/settings", label: "Settings", icon: Settings, key: "s" },
];

/** True when a path lies in a section; the start page holds only itself. */
export function isInSection(href: string, pathname: string): boolean {
  return href === "/" ? pathname === "/" : pathname === href || pathname.startsWith(`${href}/`);
}
