import { expect, it } from "vitest";
import { addressSubject, clientAddress } from "./client";

it.each([
  ["203.0.113.9", "203.0.113.9"],
  ["6.6.6.6, 203.0.113.9", "203.0.113.9"],
  ["", "unknown"],
  ["6.6.6.6,", "unknown"],
])("x-forwarded-for %j is %s: only the nearest proxy is believed", (header, address) => {
  expect(clientAddress(new Headers({ "x-forwarded-for": header }))).toBe(address);
});

it.each([
  ["203.0.113.9", "address:203.0.113.9"],
  ["::ffff:203.0.113.9", "address:203.0.113.9"],
  ["2001:db8:1:2:3:4:5:6", "address:2001:db8:1:2::/64"],
  ["2001:0DB8:0001:0002::9", "address:2001:db8:1:2::/64"],
  ["2001:db8::1", "address:2001:db8:0:0::/64"],
  ["::1", "address:0:0:0:0::/64"],
])("attempts from %s are counted by %s", (address, subject) => {
  expect(addressSubject(address)).toBe(subject);
});
