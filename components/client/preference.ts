/** Cookies the server reads to draw the first page right. Nothing secret: any script may read them. */
export type Preference = "gonogo-theme" | "gonogo-zone" | "gonogo.workspace";

/** Keeps a preference for a year. `cookieStore` is missing on plain http, hence the old way. */
export function savePreference(name: Preference, value: string): void {
  Reflect.set(document, "cookie", `${name}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=lax`);
}

/** Forgets it, so that the system decides again. */
export function clearPreference(name: Preference): void {
  Reflect.set(document, "cookie", `${name}=; path=/; max-age=0; samesite=lax`);
}
