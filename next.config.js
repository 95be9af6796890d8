const headers = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  {
    key: "Permissions-Policy",
    value:
      "camera=(), geolocation=(), microphone=(), payment=(), usb=(), serial=(), bluetooth=(), hid=(), midi=(), display-capture=(), publickey-credentials-create=(self), publickey-credentials-get=(self)",
  },
];

/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // `npm run check` and `npm test` check types; a build at a user's must not depend on the sources of tests.
  typescript: { ignoreBuildErrors: true },
  // Advisories have come through the optimizer; nothing here needs it.
  images: { unoptimized: true },
  serverExternalPackages: ["@node-rs/argon2", "pg", "@prisma/client", "@prisma/adapter-pg", "prom-client", "pdfkit"],
  // A route is loaded when it is first asked for: most installations never open half of them, and each takes memory.
  experimental: { preloadEntriesOnStart: false },
  outputFileTracingExcludes: { "*": ["./.data/**"] },
  headers: async () => [{ source: "/:path*", headers }],
};
