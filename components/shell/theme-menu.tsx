"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/components/ui/button";
import { Menu, MenuRadio } from "@/components/ui/menu";
import { applyTheme, type Theme } from "./theme";

const options = [
  { value: "system", label: "As the system", icon: <Monitor aria-hidden className="size-4 text-ink-2" /> },
  { value: "light", label: "Light", icon: <Sun aria-hidden className="size-4 text-ink-2" /> },
  { value: "dark", label: "Dark", icon: <Moon aria-hidden className="size-4 text-ink-2" /> },
] as const;

/** Light, dark, or as the system has it; `initial` is what the server drew. */
export function ThemeMenu({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState<Theme>(initial);
  return (
    <Menu
      trigger={
        <IconButton label="Theme">
          <Sun aria-hidden className="size-4 dark:hidden" />
          <Moon aria-hidden className="hidden size-4 dark:block" />
        </IconButton>
      }
    >
      <MenuRadio
        label="Theme"
        value={theme}
        options={options}
        onChange={(next) => {
          setTheme(next);
          applyTheme(next);
        }}
      />
    </Menu>
  );
}
