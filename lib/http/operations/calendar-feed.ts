import { z } from "zod";
import { operation } from "../operation";
import { idParams } from "./session";

const feed = {
  id: z.string(),
  /** Null = all that is one's own, across runs. */
  run: z.object({ id: z.string(), name: z.string() }).nullable(),
  createdAt: z.string(),
  lastReadAt: z.string().nullable(),
};

export const listFeeds = operation({
  id: "listFeeds",
  method: "GET",
  path: "/calendar-feeds",
  summary: "One's calendars that other programs read; never their addresses",
  access: "feed.own",
  status: 200,
  response: z.object({ items: z.array(z.object(feed)), nextCursor: z.null() }),
});

export const makeFeed = operation({
  id: "makeFeed",
  method: "POST",
  path: "/calendar-feeds",
  summary:
    "Make a calendar of a run, or without one of all that is one's own; its secret address is in this answer only",
  access: "feed.own",
  body: z.strictObject({ runId: z.uuid().nullable().default(null) }),
  status: 201,
  response: z.object({ ...feed, url: z.string() }),
  secret: true,
});

export const revokeFeed = operation({
  id: "revokeFeed",
  method: "DELETE",
  path: "/calendar-feeds/:id",
  summary: "Revoke a calendar: its address is unknown from the next reading on",
  access: "feed.own",
  params: idParams,
  status: 204,
});

export const readCalendar = operation({
  id: "readCalendar",
  method: "GET",
  path: "/calendars/:token",
  summary: "A calendar as text/calendar, for programs that can't sign in: its address is the secret",
  access: "public",
  params: z.strictObject({ token: z.string().regex(/^[\w-]{43}(?:\.ics)?$/) }),
  produces: ["text/calendar"],
  status: 200,
});

export const feedOperations = [listFeeds, makeFeed, revokeFeed, readCalendar];
