import { expect, it } from "vitest";

import { firstTruth, startTwin } from "./twin-under-test.ts";

type Document = {
	ID: string;
	Timestamp: string;
	Subject: string;
	Created: string;
	DocumentDate: string;
	CategoryDescription: string;
};

const FEED = "sync/Documents/Documents?$select=ID,Subject,Timestamp";

async function withDocument() {
	const twin = startTwin();
	const tokens = await twin.connect();
	const { customer, orderNumber } = await firstTruth(twin, "ready");
	const body = {
		Subject: "26000001 shipped",
		Type: 55,
		Account: customer.accountId,
		SalesOrderNumber: orderNumber,
		Body: "one parcel",
	};
	const response = await twin.write(tokens, "documents/Documents", { body });
	const document = ((await response.json()) as { d: Document }).d;
	return { twin, tokens, body, response, document };
}

it("makes a document, dated by the wall clock, and shows it in the feed", async () => {
	const { twin, tokens, body, response, document } = await withDocument();
	expect(response.status).toBe(201);
	expect(document.Created).toBe(`/Date(${Date.parse("2026-06-25T14:28:09.500Z")})/`);
	expect(document.DocumentDate).toBe(`/Date(${Date.UTC(2026, 5, 25)})/`);
	expect(document.CategoryDescription).toBe("Customers");
	const filter = `SalesOrderNumber eq ${body.SalesOrderNumber}`;
	const found = await twin.rows(tokens, `documents/Documents?$select=ID&$filter=${filter}`);
	expect(found).toHaveLength(1);
	expect(await twin.rows(tokens, FEED)).toMatchObject([{ ID: document.ID, Subject: body.Subject }]);
});

it("moves a document's row version when it is changed", async () => {
	const { twin, tokens, document } = await withDocument();
	const [before] = await twin.rows<Document>(tokens, FEED);
	const path = `documents/Documents(guid'${document.ID}')`;
	const answer = await twin.write(tokens, path, { method: "PUT", body: { Subject: "delivered" } });
	expect(answer.status).toBe(204);
	const [after] = await twin.rows<Document>(tokens, FEED);
	expect(after?.Subject).toBe("delivered");
	expect(Number(after?.Timestamp)).toBeGreaterThan(Number(before?.Timestamp));
});

it("deletes a document with its attachments, and lists both as deleted", async () => {
	const { twin, tokens, document } = await withDocument();
	const attachment = { Document: document.ID, FileName: "label.pdf", Attachment: "aGVsbG8=" };
	const made = await twin.write(tokens, "documents/DocumentAttachments", { body: attachment });
	expect(made.status).toBe(201);
	const path = `documents/Documents(guid'${document.ID}')`;
	expect((await twin.call(tokens, path, { method: "DELETE" })).status).toBe(204);
	expect((await twin.call(tokens, path, { method: "DELETE" })).status).toBe(404);
	const deleted = await twin.rows(tokens, "sync/Deleted?$select=EntityType,EntityKey");
	expect(deleted).toMatchObject([{ EntityType: 4 }, { EntityType: 6, EntityKey: document.ID }]);
});

it("gives an attachment's bytes at its address only", async () => {
	const { twin, tokens, document } = await withDocument();
	const body = { Document: document.ID, FileName: "label.pdf", Attachment: "aGVsbG8=" };
	await twin.write(tokens, "documents/DocumentAttachments", { body });
	const [row] = await twin.rows<{ Url: string; Attachment: null; FileSize: number }>(
		tokens,
		`documents/DocumentAttachments?$select=Url,Attachment,FileSize&$filter=Document eq guid'${document.ID}'`,
	);
	expect(row).toMatchObject({ Attachment: null, FileSize: 5 });
	expect(await (await twin.call(tokens, `${row?.Url}&Download=1`)).text()).toBe("hello");
});

it.each([
	["a document without a subject", 400, "documents/Documents", { Type: 55 }],
	["a document without a type", 400, "documents/Documents", { Subject: "x" }],
	["a field it does not know", 400, "documents/Documents", { Subject: "x", Type: 55, Colour: 1 }],
	["a value of another type", 400, "documents/Documents", { Subject: 1, Type: 55 }],
	["a type that only the books make", 500, "documents/Documents", { Subject: "x", Type: 10 }],
	[
		"an account that is not there",
		500,
		"documents/Documents",
		{ Subject: "x", Type: 55, Account: "00000000-0000-4000-8000-000000000000" },
	],
	[
		"an attachment that is not base64",
		400,
		"documents/DocumentAttachments",
		{
			Document: "00000000-0000-4000-8000-000000000000",
			FileName: "a.pdf",
			Attachment: "data:application/pdf;base64,aGVsbG8=",
		},
	],
])("refuses %s with %i", async (_, status, path, body) => {
	const twin = startTwin();
	const response = await twin.write(await twin.connect(), path, { body });
	expect(response.status).toBe(status);
});
