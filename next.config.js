import { PHASE_DEVELOPMENT_SERVER } from "next/constants.js";

const headers = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=()" },
];

/** @returns {import("next").NextConfig} */
export default function config(/** @type {string} */ phase) {
  return {
    poweredByHeader: false,
    reactStrictMode: true,
    devIndicators: false,
    // Advisories have come through the optimizer; nothing here needs it.
    images: { unoptimized: true },
    // React's development build needs eval; proxy.ts loosens the policy for it and only there.
    compiler: { define: { "globalThis.gonogoDevelopment": phase === PHASE_DEVELOPMENT_SERVER ? "true" : "false" } },
    serverExternalPackages: ["@node-rs/argon2", "pg", "@prisma/client", "@prisma/adapter-pg", "prom-client"],
    outputFileTracingExcludes: { "*": ["./.data/**"] },
    headers: async () => [{ source: "/:path*", headers }],
  };
}
