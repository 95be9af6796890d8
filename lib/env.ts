import path from "node:path";
import { z } from "zod";

const environmentSchema = z
  .object({
    /** The app's role. The launcher sets it, for the embedded server as for one of the user's own. */
    DATABASE_URL: z.string(),
    /** The role that owns the tables; only migrations and the command line see it. Unset = one role for everything. */
    DATABASE_OWNER_URL: z.string().optional(),
    PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
    /** Where people reach us, without a slash at the end: origin checks, links in mail, cookie names. */
    GONOGO_URL: z
      .url()
      .transform((url) => url.replace(/\/+$/, ""))
      .optional(),
    /** Evidence and keys live here; absolute once parsed. */
    GONOGO_DATA_DIR: z
      .string()
      .default(".data")
      .transform((directory) => path.resolve(directory)),
    /** Holds browsers to TLS for every name below GONOGO_URL's host as well: only where all of them have it. */
    GONOGO_HSTS_SUBDOMAINS: z.stringbool().default(false),
    GONOGO_DEMO: z.stringbool().default(false),
    /** Signs sessions; the launcher keeps one in the data directory. */
    GONOGO_SECRET: z.string().min(24),
    /** Calls a minute that one person or token may make; only a runaway program meets it. */
    GONOGO_RATE_LIMIT: z.coerce.number().int().min(1).default(120_000),
    /** The same for everybody unknown at one address. */
    GONOGO_RATE_LIMIT_STRANGERS: z.coerce.number().int().min(1).default(6_000),
    /** Seconds a body may take to arrive; files have ten times as long. */
    GONOGO_BODY_SECONDS: z.coerce.number().min(0.05).default(30),
    /** Seconds a call may take to begin its answer; files have ten times as long. */
    GONOGO_ANSWER_SECONDS: z.coerce.number().min(0.05).default(60),
    /** Hours after which a backup is missed; 0 = they are made without the command line. */
    GONOGO_BACKUP_HOURS: z.coerce.number().min(0).default(48),
    /** Signs checkpoints and dossiers: an Ed25519 key in PEM, or the file that holds it. Unset = one in the data directory. */
    GONOGO_CHECKPOINT_KEY: z.string().optional(),
    /** Seconds between two checkpoints of the histories. */
    GONOGO_CHECKPOINT_SECONDS: z.coerce.number().int().min(5).max(86_400).default(300),
    /** Where copies of each checkpoint go, separated by spaces: a directory, `https://…` to post to, `s3://bucket/prefix`. */
    GONOGO_CHECKPOINT_COPIES: z.string().default(""),
    /** For copies to S3, as its own tools name them. */
    AWS_ACCESS_KEY_ID: z.string().optional(),
    AWS_SECRET_ACCESS_KEY: z.string().optional(),
    AWS_REGION: z.string().default("us-east-1"),
    /** An S3-compatible service other than Amazon's. */
    AWS_ENDPOINT_URL: z.url().optional(),
    /** Single sign-on by OpenID Connect. Unset = none. The provider vouches for everybody here, so the operator names it. */
    GONOGO_OIDC_ISSUER: z
      .url()
      .refine(isSafeIssuer, "must begin with https://, or with http:// on this machine alone")
      .optional(),
    GONOGO_OIDC_CLIENT_ID: z.string().optional(),
    /** Unset = a public client: PKCE alone. */
    GONOGO_OIDC_CLIENT_SECRET: z.string().optional(),
    GONOGO_OIDC_SCOPES: z
      .string()
      .default("openid email profile")
      .refine((scopes) => scopes.split(" ").includes("openid"), "must contain openid"),
    /** What the button says after "Continue with". */
    GONOGO_OIDC_NAME: z.string().max(60).default("single sign-on"),
    GONOGO_OIDC_GROUPS_CLAIM: z.string().default("groups"),
    /** `{"release-managers": ["admin"], "*": ["member"]}`: roles by group, `*` = whoever the provider lets in. Never `owner`. */
    GONOGO_OIDC_ROLES: z
      .string()
      .default("{}")
      .transform(parseJson)
      .pipe(z.record(z.string(), z.array(z.enum(["admin", "template_editor", "member", "auditor"])).min(1))),
    /** The workspace that groups give roles in; unset = the first one. */
    GONOGO_OIDC_WORKSPACE: z.string().optional(),
    /** Origins besides the issuer's that its endpoints may lie at, separated by spaces. */
    GONOGO_OIDC_ORIGINS: z.string().default(""),
    /** Mail leaves through this server: `smtps://user:password@host`, or `smtp://` with STARTTLS. Unset = no mail. */
    GONOGO_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
    /** Who mail is from: `Gonogo <gonogo@example.com>`. Unset = gonogo@ the host of GONOGO_URL. */
    GONOGO_MAIL_FROM: z
      .string()
      .max(200)
      .regex(/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/, "must be an address, or a name and <address>")
      .optional(),
    /** Hosts that chat and webhooks may be posted to though they are private or without TLS, separated by spaces. */
    GONOGO_WEBHOOK_PRIVATE_HOSTS: z
      .string()
      .default("")
      .transform((hosts) => hosts.toLowerCase().split(/\s+/).filter(Boolean)),
    /** Only for the journeys: a request may say how far ahead of the clock it is answered. `npm start` refuses it. */
    GONOGO_TEST_CLOCK: z.stringbool().default(false),
    NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  })
  .refine((values) => !values.GONOGO_OIDC_ISSUER || values.GONOGO_OIDC_CLIENT_ID, {
    path: ["GONOGO_OIDC_CLIENT_ID"],
    message: "is needed with GONOGO_OIDC_ISSUER",
  })
  .refine((values) => !values.GONOGO_TEST_CLOCK || isThisMachine(values.GONOGO_URL), {
    path: ["GONOGO_TEST_CLOCK"],
    message: "is for tests, with GONOGO_URL on localhost",
  })
  .transform((values) => ({ ...values, GONOGO_URL: values.GONOGO_URL ?? `http://localhost:${values.PORT}` }));

/** The settings of this process, by the names people set them under. */
export type Env = z.infer<typeof environmentSchema>;

let parsed: Env | undefined;

/** Reads the environment at the first call, not at import: a build has no database. Throws naming what is wrong. */
export function env(): Env {
  if (!parsed) {
    parsed = parseEnvironment(process.env);
    // next-auth learns its own address from this variable only.
    process.env.NEXTAUTH_URL ??= parsed.GONOGO_URL;
  }
  return parsed;
}

/** Checks any set of variables; an empty one counts as unset. */
export function parseEnvironment(variables: Record<string, string | undefined>): Env {
  const filled = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const result = environmentSchema.safeParse(filled);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The environment is not complete: ${problems.join("; ")}. npm start completes it.`);
}

/** Who mail is from; null when this server sends none. */
export function mailSender(): string | null {
  const { GONOGO_SMTP_URL, GONOGO_MAIL_FROM, GONOGO_URL } = env();
  if (GONOGO_SMTP_URL === undefined) return null;
  return GONOGO_MAIL_FROM ?? `Gonogo <gonogo@${new URL(GONOGO_URL).hostname}>`;
}

function isThisMachine(url: string | undefined): boolean {
  return url === undefined || /^(localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(url).hostname);
}

function isSafeIssuer(issuer: string): boolean {
  const { protocol } = new URL(issuer);
  return protocol === "https:" || (protocol === "http:" && isThisMachine(issuer));
}

function parseJson(text: string, ctx: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    ctx.addIssue({ code: "custom", message: 'must be JSON like {"release-managers": ["admin"]}' });
    return z.NEVER;
  }
}

/** Strict-Transport-Security for two years, sent where GONOGO_URL says https; of this host alone unless told otherwise. */
export function strictTransport(): string | null {
  const { GONOGO_URL, GONOGO_HSTS_SUBDOMAINS } = env();
  if (!GONOGO_URL.startsWith("https://")) return null;
  return GONOGO_HSTS_SUBDOMAINS ? "max-age=63072000; includeSubDomains" : "max-age=63072000";
}
