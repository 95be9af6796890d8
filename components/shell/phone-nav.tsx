"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/class-name";
import { isInSection, sections } from "./sections";

/** The five places within reach of a thumb. */
export function PhoneNav() {
  const pathname = usePathname();
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 grid h-(--nav-height) grid-cols-5 border-t bg-panel pb-[env(safe-area-inset-bottom)] sm:hidden"
    >
      {sections.map(({ href, label, icon: Icon }) => {
        const here = isInSection(href, pathname);
        return (
          <Link
            prefetch={false}
            key={href}
            href={href}
            aria-current={here ? (pathname === href ? "page" : "true") : undefined}
            className={cn(
              "flex flex-col items-center justify-center gap-0.5 text-2xs -outline-offset-4",
              here ? "font-heavy text-ink" : "text-ink-2",
            )}
          >
            <Icon aria-hidden className="size-5" strokeWidth={here ? 2.2 : 1.75} />
            {label}
          </Link>
        );
      })}
    </nav>
  );
}
