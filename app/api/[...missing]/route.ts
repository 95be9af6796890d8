import { notFound, problemResponse } from "@/lib/http/problem";

/** An address that is no call answers like a missing object, in the form every refusal has. */
const missing = () => problemResponse(notFound);

export { missing as DELETE, missing as GET, missing as PATCH, missing as POST, missing as PUT };
