import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { Providers } from "@/components/shell/providers";
import { requestTime } from "@/lib/http/request-time";
import "./globals.css";

/** No page may be prerendered: a prerendered one carries no nonce, and the policy would stop its scripts. */
export const dynamic = "force-dynamic";

export const metadata: Metadata = {
  title: { default: "Gonogo", template: "%s · Gonogo" },
  description: "Can we deploy? Why not? When can we? What is the next action, and whose is it?",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#161a1f" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const jar = await cookies();
  const now = requestTime(await headers());
  const theme = jar.get("gonogo-theme")?.value;
  const chosen = theme === "light" || theme === "dark" ? theme : undefined;
  return (
    <html lang="en" data-theme={chosen}>
      <body>
        <Providers now={now.toISOString()} timeZone={knownZone(jar.get("gonogo-zone")?.value)}>
          {children}
        </Providers>
      </body>
    </html>
  );
}

/** The cookie is the visitor's to write: what Intl doesn't know becomes UTC instead of an error on every page. */
function knownZone(value: string | undefined): string {
  if (!value) return "UTC";
  try {
    return new Intl.DateTimeFormat("en", { timeZone: decodeURIComponent(value) }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}
