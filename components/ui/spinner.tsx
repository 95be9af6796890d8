import { LoaderCircle } from "lucide-react";
import { cn } from "./class-name";

/** Turns while something is under way; the words stand beside it. */
export function Spinner({ className = "size-4" }: { className?: string }) {
  return <LoaderCircle aria-hidden className={cn("animate-spin", className)} />;
}
