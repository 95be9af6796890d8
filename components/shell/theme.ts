import { clearPreference, savePreference } from "@/components/client/preference";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** Shows a theme at once and keeps it; `system` leaves the choice to the machine again. */
export function applyTheme(theme: Theme): void {
  const root = document.documentElement;
  if (theme === "system") {
    delete root.dataset.theme;
    clearPreference("gonogo-theme");
  } else {
    root.dataset.theme = theme;
    savePreference("gonogo-theme", theme);
  }
}
