/**
 * True when a state-changing request that carries a cookie comes from our own pages.
 * Browsers send Sec-Fetch-Site; those that don't must send an exact Origin. `null` is foreign.
 * A program without either header holds no browser's cookie jar and passes.
 */
export function isOwnOrigin(headers: Headers, ownOrigin: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  const origin = headers.get("origin");
  if (origin === null) return true;
  return origin === ownOrigin || isSameHost(origin, headers.get("host"));
}

function isSameHost(origin: string, host: string | null): boolean {
  const parsed = URL.parse(origin);
  return parsed !== null && host !== null && parsed.host === host;
}
