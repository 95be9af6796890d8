import { expect, it } from "vitest";
import { chatBody } from "./chat";

const message = { subject: "We deploy", text: "Ledger 3.1 goes live." };

it.each([
  "https://hooks.slack.com/services/T0/B0/x",
  "https://mattermost.example.com/hooks/x",
  "https://logic.azure.com.example.com/x",
])("%s reads a text", (url) => {
  expect(chatBody(url, message)).toEqual({ text: "*We deploy*\nLedger 3.1 goes live." });
});

it("says a subject once", () => {
  expect(chatBody("https://hooks.slack.com/x", { subject: "We deploy", text: "We deploy now." })).toEqual({
    text: "We deploy now.",
  });
});

it("a workflow of Teams reads a card", () => {
  expect(chatBody("https://prod-01.westeurope.logic.azure.com/workflows/x", message)).toMatchObject({
    type: "message",
    attachments: [{ content: { body: [{ text: "We deploy" }, { text: "Ledger 3.1 goes live." }] } }],
  });
});
