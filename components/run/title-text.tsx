import { memo } from "react";
import { MarkdownLine } from "@/components/ui/markdown";

const special = /[*_`~[\]<>&\\|#]|https?:|www\./;

/** A title with its code, bold and links; most hold none and are drawn as they are. */
export const TitleText = memo(function TitleText({ text }: { text: string }) {
  return special.test(text) ? <MarkdownLine text={text} /> : text;
});
