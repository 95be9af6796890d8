import { pdfViewerAnswer } from "@/lib/http/pdf-viewer";

export async function GET(_: Request, { params }: { params: Promise<{ path: string[] }> }): Promise<Response> {
  return pdfViewerAnswer((await params).path);
}
