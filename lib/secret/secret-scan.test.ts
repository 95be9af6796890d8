import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { findPatterns } from "./secret-patterns";
import { scanSecrets } from "./secret-scan";

const github = `ghp_${"aB3dE5gH7jK9".repeat(3)}`;
const aws = `AKIA${"Q7W3E9R5T1Y8U2I4"}`;

describe("credentials in a text", () => {
  test.each([
    ["password in a URL", "curl https://bob:hunter22@example.test/x", "hunter22"],
    ["password in a URL", "DATABASE_URL=postgres://app:s3cretPw@db.internal/app", "s3cretPw"],
    ["user and password", "curl -s --user admin:Harbour99! 'http://localhost:3000/q'", "Harbour99!"],
    ["user and password", 'wget -qu "ops:river-boat" x', "river-boat"],
    ["password", "export DB_PASSWORD='correct horse, battery'", "correct horse, battery"],
    ["password", 'password = "it\'s a long way" # old', "it's a long way"],
    ["password", '  "password": "Correct horse 7",', "Correct horse 7"],
    ["password", "PGPASSWORD='left open", "left"],
    ["user and password", "curl --user 'ops:river boat' http://x", "river boat"],
    ["key or token", 'deploy --admin-password "Tall ship 99" now', "Tall ship 99"],
    ["key or token", "gh secret set K -b 'two Words 9' -R a/b", "two Words 9"],
    ["password", "- **Password**: Tr4in-station", "Tr4in-station"],
    ["password", "kubectl create secret generic x --from-literal=password=mountain", "mountain"],
    ["key or token", 'gh secret set STAGE_KEY --body "acme_9qX_4Zk77Lm2Pq" --repo a/b', "acme_9qX_4Zk77Lm2Pq"],
    ["key or token", "API_KEY=9f86d081884c7d659a2feaa0c55ad015", "9f86d081884c7d659a2feaa0c55ad015"],
    ["authorization header", `curl -H "Authorization: Bearer eyKz93kLmQx81LopPq22" x`, "eyKz93kLmQx81LopPq22"],
    ["AWS access key", `use ${aws} here`, aws],
    ["github credential", `clone with ${github} please`, github],
  ])("such as a %s are found and masked: %s", async (kind, line, secret) => {
    const { found, masked } = await scanSecrets(`# A\n\n${line}\nend`);
    expect(found).toEqual([{ kind, lines: [3, 3], hint: expect.any(String) }]);
    expect(found[0]?.hint).not.toContain(secret);
    expect(masked).toBe(`# A\n\n${line.replace(secret, "••••••••")}\nend`);
    expect((await scanSecrets(masked)).found).toEqual([]);
  });

  test("in a private key are found as a whole, and its lines stay lines", async () => {
    const key = [
      "-----BEGIN RSA PRIVATE KEY-----",
      "MIIEowIBAAKCAQEA7bq9",
      "bq9/x+==",
      "-----END RSA PRIVATE KEY-----",
    ];
    const { found, masked } = await scanSecrets(["a", ...key, "- [ ] b"].join("\n"));
    expect(found.map(({ kind }) => kind)).toEqual(["private key"]);
    expect(found[0]?.lines[0]).toBe(2);
    expect(masked.split("\n")).toEqual(["a", ...key.map(() => "••••••••"), "- [ ] b"]);
  });

  test.each([
    "- [ ] `API_KEY` (for validation) is set",
    "PROD_API_KEY=$(kubectl get secret -n prod app -o jsonpath='{.data.KEY}')",
    `token: ${"$"}{{ secrets.GITHUB_TOKEN }}`,
    "jwt-secret: <base64-encoded-jwt-secret>",
    "curl --user admin:$PASSWORD http://x",
    "docker run --user 1000:1000 http",
    "- Password: required",
    "kubectl get secret victor-database-secret -n prod-2",
    "secretName: payments-tls-2024",
    "https://example.test:8443/a@b",
    "Authorization: Bearer $TOKEN",
    "psql -U app -c 'SELECT 1'",
    "password=changeme",
    "- [ ] Secrets rotated: every 90 days",
    "API_KEY=your-api-key-123",
    'password="the one in the vault"',
  ])("are not seen in %s", async (line) => {
    expect(await scanSecrets(line)).toEqual({ found: [], masked: line });
  });

  const block = 512 * 1024;
  const filled = (piece: string) => piece.repeat(Math.floor(block / piece.length));
  /** Of one synchronous reading, so that no other test's time is in it; the second of two, compiled by then. */
  const processorTime = (text: string) => {
    findPatterns(text);
    const started = process.cpuUsage();
    findPatterns(text);
    return milliseconds(started);
  };

  test.each([
    "_",
    "-",
    "a.",
    "password",
    "password:'",
    "token",
    "token=",
    "-u a:",
    "x://a:",
    "Bearer ",
    "-----BEGIN PRIVATE KEY",
    "secret --body ",
    "--a-token ",
    "A1b2",
    `${"_".repeat(3999)}\n`,
  ])("a block of %j holds up nobody else", (piece) => {
    const prose = filled("The balancer drains for 30 s, then the next host follows.\n");
    expect(processorTime(filled(piece)) / processorTime(prose)).toBeLessThan(3);
  });
});

const folder = path.resolve(import.meta.dirname, "../../../shared/seeds");
const seeds = existsSync(folder) ? readdirSync(folder).sort() : [];

test.skipIf(seeds.length < 5)("the five seed documents hold three, all in one of them", async () => {
  const scans = await Promise.all(seeds.map((name) => scanSecrets(readFileSync(path.join(folder, name), "utf8"))));
  expect(scans.map(({ found }) => found.map(({ kind, lines: [line] }) => `${line} ${kind}`))).toEqual([
    [],
    [],
    [],
    ["84 key or token", "120 user and password", "374 user and password"],
    [],
  ]);
});

/** Processor time, which a busy machine doesn't stretch. */
function milliseconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}
