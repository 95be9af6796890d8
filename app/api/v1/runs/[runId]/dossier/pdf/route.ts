import { readDossier } from "@/lib/data/dossier.read";
import { attachment } from "@/lib/http/answer";
import { getDossierPdf } from "@/lib/http/operations/audit";
import { route } from "@/lib/http/route";
import { dossierPdf } from "@/lib/pdf/dossier-pdf";

export const GET = route(getDossierPdf, async (ctx, { params }) => {
  const dossier = await readDossier(ctx, params.runId);
  if (!dossier.ok) return dossier;
  return new Response(dossierPdf(dossier.value), {
    headers: {
      "content-type": "application/pdf",
      "content-disposition": attachment(`Dossier ${dossier.value.run.name}.pdf`),
      "content-security-policy": "sandbox; default-src 'none'",
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
});
