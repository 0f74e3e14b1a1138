import { expect, it } from "vitest";

import { demoCredentials } from "../simulators/demo/credentials.ts";
import { errorText, startTwin } from "./twin-under-test.ts";

const { clientId } = demoCredentials.nl;

it("refuses a scope that the app has not", async () => {
	const twin = startTwin();
	await twin.control("apps", "PUT", { region: "nl", clientId, scopes: { "sales.orders": "read" } });
	const response = await twin.call(await twin.connect(), "sync/Deleted?$select=Timestamp");
	expect(response.status).toBe(403);
	expect(await errorText(response)).toBe(
		"Forbidden - Application Scope Violated. Cannot read 'organization.administration' scope.",
	);
});

it("refuses a write with a scope that only reads", async () => {
	const twin = startTwin();
	const scopes = { "organization.documents": "read" };
	await twin.control("apps", "PUT", { region: "nl", clientId, scopes });
	const tokens = await twin.connect();
	const body = { Subject: "x", Type: 55 };
	expect((await twin.write(tokens, "documents/Documents", { body })).status).toBe(403);
});

it("shows an empty list to a user without the right", async () => {
	const twin = startTwin();
	await twin.control("users", "PUT", { region: "nl", deniedRights: ["sales.orders"] });
	const path = "sync/SalesOrder/SalesOrderHeaders?$select=OrderID";
	expect(await twin.rows(await twin.connect(), path)).toEqual([]);
});

it("refuses a division that the app was not granted", async () => {
	const twin = startTwin();
	await twin.control("apps", "PUT", { region: "nl", clientId, divisions: [] });
	const response = await twin.call(await twin.connect(), "system/Divisions?$select=Code");
	expect(response.status).toBe(403);
	expect(await errorText(response)).toBe("Forbidden - User division is not within division scope.");
});

it("answers an endpoint it does not know with 404, and notes it", async () => {
	const twin = startTwin();
	const response = await twin.call(await twin.connect(), "webhooks/WebhookTopics?$select=ID");
	expect(response.status).toBe(404);
	expect(twin.broken()).toEqual({ "unknown-endpoint": 1 });
});
