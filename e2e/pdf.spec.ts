import PDFDocument from "pdfkit";
import { items } from "./checklist";
import { expect, test } from "./fixtures";
import { json } from "./json";
import { itemPath, readLeaves } from "./run-api";
import { RunPage } from "./run-page";
import type { Person } from "./team";

type Options = ConstructorParameters<typeof PDFDocument>[0];

function pdf(pages: readonly string[], options: Options = {}): Promise<Buffer> {
  return new Promise((resolve) => {
    const document = new PDFDocument({ ...options, autoFirstPage: false });
    const parts: Buffer[] = [];
    document.on("data", (part) => parts.push(part));
    document.on("end", () => resolve(Buffer.concat(parts)));
    for (const text of pages)
      document
        .addPage()
        .fontSize(40)
        .text(text)
        .rect(100, 300, 200, 200)
        .fill("#c00000")
        .link(72, 72, 300, 60, "https://example.test/");
    document.end();
  });
}

async function attach(person: Person, runId: string, name: string, buffer: Buffer): Promise<void> {
  const item = (await readLeaves(person, runId)).find(({ title }) => title === items.dump);
  await json(
    person.api.post(itemPath(runId, item?.key ?? "", "/evidence"), {
      multipart: { file: { name, mimeType: "application/pdf", buffer } },
    }),
  );
}

/** How many pixels of the page on screen are red: what was drawn, not what the page says. */
const reds = (canvas: HTMLElement | SVGElement): number => {
  const copy = document.createElement("canvas");
  const { width, height } = canvas as HTMLCanvasElement;
  copy.width = width;
  copy.height = height;
  const board = copy.getContext("2d");
  board?.drawImage(canvas as HTMLCanvasElement, 0, 0);
  const { data } = board?.getImageData(0, 0, width, height) ?? { data: [] };
  let red = 0;
  for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 0) > 150 && (data[at + 1] ?? 255) < 60) red += 1;
  return red;
};

test("a PDF is read page by page where it is attached, and fetches nothing from elsewhere", async ({
  team,
  run,
  open,
  baseURL,
}) => {
  await attach(team.member, run.id, "restore.pdf", await pdf(["Restored in 40 min", "Signed by the DBA", "Appendix"]));
  const page = await open(team.lead, `/runs/${run.id}`);
  const hosts = new Set<string>();
  page.on("request", (request) => hosts.add(new URL(request.url()).host));
  const viewer: string[] = [];
  page.on("request", (request) => request.url().includes("/pdfjs/") && viewer.push(request.url()));
  const screen = new RunPage(page);
  await screen.inspect(items.dump);
  expect(viewer, "fetched before anybody asked for a PDF").toEqual([]);
  await screen.act("Read it restore.pdf").click();
  const dialog = page.getByRole("dialog", { name: "restore.pdf" });
  await expect(dialog.getByRole("status")).toHaveText("Page 1 of 3");
  await expect(dialog.getByText("Restored in 40 min")).toBeVisible();
  const canvas = dialog.locator("canvas");
  expect(await canvas.evaluate(reds)).toBeGreaterThan(1_000);
  await dialog.getByRole("button", { name: "Next page" }).click();
  await expect(dialog.getByText("Signed by the DBA")).toBeVisible();
  await page.keyboard.press("End");
  await expect(dialog.getByRole("status")).toHaveText("Page 3 of 3");
  await expect(dialog.getByText("Appendix")).toBeVisible();
  // Turned faster than drawn, the last page asked for is the one that stands there.
  for (const key of ["Home", "ArrowRight", "End", "ArrowLeft"]) await page.keyboard.press(key);
  await expect(dialog.getByText("Signed by the DBA")).toBeVisible();
  await expect(dialog.getByText("Appendix")).toHaveCount(0);
  const frame = dialog.getByRole("region");
  await page.keyboard.press("PageDown");
  expect(await frame.evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(50);
  await page.keyboard.press("ArrowRight");
  await expect(dialog.getByText("Appendix")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Next page" })).toBeDisabled();
  const narrow = (await canvas.boundingBox())?.width ?? 0;
  await page.keyboard.press("+");
  await expect.poll(async () => (await canvas.boundingBox())?.width ?? 0).toBeGreaterThan(narrow * 1.2);
  await expect(dialog.getByRole("link")).toHaveCount(1);
  await expect(dialog.getByRole("link", { name: "Download" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  expect(viewer.length).toBeGreaterThan(2);
  expect([...hosts]).toEqual([new URL(baseURL ?? "").host]);
});

/** Chinese in a font that the file names but doesn't hold, on a ground of printers' red. */
const printed = Buffer.from(`%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 200]/Resources<</Font<</F 4 0 R>>>>/Contents 7 0 R>>endobj
4 0 obj<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[5 0 R]>>endobj
5 0 obj<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/FontDescriptor 6 0 R
/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>endobj
6 0 obj<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 800
/Descent -200/StemV 80>>endobj
7 0 obj<</Length 76>>stream
0 1 1 0 k 50 20 100 60 re f 0 g BT /F 24 Tf 50 120 Td <4E0A7EBF> Tj ET      
endstream endobj
trailer<</Root 1 0 R>>
`);

test("what a PDF needs beside itself comes from here, also for its workers", async ({ team, run, open }) => {
  await attach(team.member, run.id, "printed.pdf", printed);
  const page = await open(team.lead, `/runs/${run.id}`);
  const fetched: string[] = [];
  page.on("requestfinished", (request) => fetched.push(request.url().split("/").slice(5).join("/")));
  const screen = new RunPage(page);
  await screen.inspect(items.dump);
  await screen.act("Read it printed.pdf").click();
  const dialog = page.getByRole("dialog", { name: "printed.pdf" });
  await expect(dialog.getByText("上线")).toBeVisible();
  expect(await dialog.locator("canvas").evaluate(reds)).toBeGreaterThan(1_000);
  for (const needed of ["cmaps/UniGB-UCS2-H.bcmap", "wasm/qcms_bg.wasm", "iccs/CGATS001Compat-v2-micro.icc"])
    expect(fetched).toContain(needed);
});

test("a PDF that is damaged or locked says so and can be downloaded; what is none isn't offered to be read", async ({
  team,
  run,
  open,
}) => {
  const whole = await pdf(["Secret"]);
  await attach(team.member, run.id, "torn.pdf", Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(3_000, 7)]));
  await attach(team.member, run.id, "locked.pdf", await pdf(["Secret"], { userPassword: "open sesame" }));
  await attach(team.member, run.id, "page.pdf", Buffer.concat([Buffer.from("<html><script>alert(1)</script>"), whole]));
  const page = await open(team.lead, `/runs/${run.id}`);
  const screen = new RunPage(page);
  await screen.inspect(items.dump);
  for (const [name, fault] of [
    ["torn.pdf", "This PDF can’t be drawn"],
    ["locked.pdf", "This PDF asks for a password"],
  ] as const) {
    await screen.act(`Read it ${name}`).click();
    const dialog = page.getByRole("dialog", { name });
    await expect(dialog.getByRole("alert")).toContainText(fault);
    const download = page.waitForEvent("download");
    await dialog.getByRole("link", { name: "Download" }).click();
    expect((await download).suggestedFilename()).toBe(name);
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
  }
  await expect(screen.inspector.getByRole("link", { name: "page.pdf" })).toBeVisible();
  await expect(screen.act("Read it page.pdf")).toHaveCount(0);
});
