import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./class-name";
import { Spinner } from "./spinner";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger" | "go";
export type ButtonSize = "sm" | "md" | "lg";

const base =
  "inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md border font-strong transition-colors disabled:cursor-not-allowed disabled:opacity-55 print:hidden [&_svg]:shrink-0";

const variants: Record<ButtonVariant, string> = {
  primary: "border-ink bg-ink text-on-ink not-disabled:hover:opacity-88",
  secondary: "border-line-strong bg-panel text-ink not-disabled:hover:bg-hover data-popup-open:bg-hover",
  ghost:
    "border-transparent text-ink-2 not-disabled:hover:bg-hover not-disabled:hover:text-ink data-popup-open:bg-hover",
  danger: "border-no bg-no text-on-ink not-disabled:hover:opacity-88",
  go: "border-go bg-go text-on-ink not-disabled:hover:opacity-88",
};

const sizes: Record<ButtonSize, string> = {
  sm: "h-7 px-2.5 text-xs touch:h-11 touch:px-3.5 touch:text-base",
  md: "h-8 px-3 text-sm touch:h-11 touch:px-4 touch:text-base",
  lg: "h-10 px-4 text-base touch:h-12 touch:text-md",
};

/** The classes of a button, for elements that can't be one. */
export function buttonClass(variant: ButtonVariant = "secondary", size: ButtonSize = "md", className?: string): string {
  return cn(base, variants[variant], sizes[size], className);
}

type Look = { variant?: ButtonVariant; size?: ButtonSize; icon?: ReactNode };

/** `busy` keeps the width, disables, and says so to assistive technology. */
export function Button({
  variant,
  size,
  icon,
  busy = false,
  disabled,
  className,
  children,
  type = "button",
  ...rest
}: ComponentProps<"button"> & Look & { busy?: boolean }) {
  return (
    <button
      type={type}
      className={buttonClass(variant, size, className)}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      {...rest}
    >
      {busy ? <Spinner className="size-3.5" /> : icon}
      {children}
    </button>
  );
}

/**
 * A link that looks like a button; for going somewhere, never for doing something. Like every link here it is fetched
 * when followed, not when seen: pages are made for each visitor, and what is ahead of them would cost more than the page.
 */
export function ButtonLink({ variant, size, icon, className, children, ...rest }: ComponentProps<typeof Link> & Look) {
  return (
    <Link prefetch={false} className={buttonClass(variant, size, className)} {...rest}>
      {icon}
      {children}
    </Link>
  );
}

const square: Record<ButtonSize, string> = { sm: "size-7", md: "size-8", lg: "size-10" };

/** A button that shows only an icon; `label` is its name. */
export function IconButton({
  label,
  variant = "ghost",
  size = "md",
  className,
  children,
  type = "button",
  ...rest
}: ComponentProps<"button"> & { label: string; variant?: ButtonVariant; size?: ButtonSize }) {
  return (
    <button
      type={type}
      aria-label={label}
      className={cn(base, variants[variant], square[size], "touch:size-11", className)}
      {...rest}
    >
      {children}
    </button>
  );
}
