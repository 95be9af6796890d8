import { expect, it } from "vitest";
import { exportTemplate } from "./export";
import { importMarkdown } from "./import";

const markdown = `---
gonogo: 1
---

# Release

## Security checks

- [ ] Scanned

<!-- /phase -->

> **May we deploy?** {gate asks=deploy}
>
> - [ ] **Tech lead**: Tested.
> - [ ] **Security engineer**: No known hole. {count=2 after=tech-lead covers=security-checks not=lead,ticker}
`;

it("a signing policy is read, and written back letter by letter", () => {
  const read = importMarkdown(markdown);
  if (!read.ok) throw new Error("refused");
  const [, found] = read.value.document.phases;
  const signoffs = found?.kind === "gate" ? found.signoffs : [];
  expect(signoffs[1]).toMatchObject({
    count: 2,
    after: ["tech-lead"],
    covers: ["security-checks"],
    not: ["lead", "ticker"],
  });
  expect(exportTemplate(read.value.document)).toBe(markdown);
  const spelled = importMarkdown(markdown.replace("count=2", "people=2"));
  expect(spelled.ok && exportTemplate(spelled.value.document)).toBe(markdown);
});
