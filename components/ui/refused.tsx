import type { ReactNode } from "react";
import { Notice } from "./notice";

/** Why what somebody sent was refused, read out when it appears; nothing when it wasn't. */
export function Refused({ children, className }: { children: ReactNode; className?: string }) {
  if (!children) return null;
  return (
    <Notice tone="no" live className={className}>
      {children}
    </Notice>
  );
}
