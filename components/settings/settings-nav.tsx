"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/class-name";

const pages = [
  { href: "/settings", label: "You" },
  { href: "/settings/people", label: "People" },
  { href: "/settings/workspace", label: "Workspace" },
  { href: "/settings/messages", label: "Messages" },
  { href: "/settings/tokens", label: "API tokens" },
  { href: "/settings/history", label: "History" },
];

export function SettingsNav() {
  const pathname = usePathname();
  return (
    <nav aria-label="Settings" className="flex gap-1 overflow-x-auto md:flex-col">
      {pages.map(({ href, label }) => (
        <Link
          prefetch={false}
          key={href}
          href={href}
          aria-current={pathname === href ? "page" : undefined}
          className={cn(
            "flex h-9 items-center whitespace-nowrap rounded-md px-3 text-sm touch:h-11",
            pathname === href ? "bg-panel font-strong shadow-card" : "text-ink-2 hover:text-ink",
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
