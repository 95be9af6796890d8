import { clientOf, type Place } from "./client";
import { deviceCookie, readCookies } from "./cookie";

/** Address, browser and known device of a request that wants to sign in. */
export function placeOf(request: Request): Place {
  return { ...clientOf(request.headers), device: readCookies(request.headers.get("cookie")).get(deviceCookie()) };
}
