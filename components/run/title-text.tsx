import { memo } from "react";
import { MarkdownLine } from "@/components/ui/markdown";

/** A title with its code, bold and links; drawn anew only when its words change. */
export const TitleText = memo(function TitleText({ text }: { text: string }) {
  return <MarkdownLine text={text} />;
});
