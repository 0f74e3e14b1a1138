import { env } from "cloudflare:workers";
import { and, eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { openDatabase } from "../../src/db/database.ts";
import { auditEvents, connections } from "../../src/db/schema.ts";
import { transition } from "../../src/db/transition.ts";
import { sampleId } from "../shipping/samples.ts";

const db = openDatabase(env.DB);

async function aConnection() {
	const id = sampleId("con");
	await db.insert(connections).values({
		id,
		name: "NL",
		region: "nl",
		clientId: crypto.randomUUID(),
		webhookSecretSealed: "",
		status: "pending",
		createdAt: 1,
		updatedAt: 1,
	});
	return id;
}

function connect(id: string, actor: string) {
	return transition(db, {
		update: db
			.update(connections)
			.set({ status: "connected", userName: actor, version: sql`version + 1` })
			.where(and(eq(connections.id, id), eq(connections.version, 1))),
		audit: {
			at: 5,
			actor,
			action: "connection.connected",
			subject: `connection:${id}`,
			version: 2,
		},
		also: [sql`update connections set keep_alive_due_at = 77 where id = ${id}`],
	});
}

describe("transition", () => {
	it("writes the change, the audit entry and what follows in one go", async () => {
		const id = await aConnection();
		expect(await connect(id, "operator:a")).toBe("done");
		const row = await db.query.connections.findFirst({ where: eq(connections.id, id) });
		expect(row).toMatchObject({ status: "connected", version: 2, keepAliveDueAt: 77 });
		const audit = await db.query.auditEvents.findMany({
			where: eq(auditEvents.subject, `connection:${id}`),
		});
		expect(audit).toMatchObject([{ actor: "operator:a", version: 2, applied: 1 }]);
	});

	it("lets one of two writers at once win, and the other leaves no trace", async () => {
		for (let round = 0; round < 10; round += 1) {
			const id = await aConnection();
			const outcomes = await Promise.all([connect(id, "one"), connect(id, "two")]);
			expect(outcomes.toSorted()).toEqual(["done", "lost"]);
			const winner = outcomes[0] === "done" ? "one" : "two";
			const row = await db.query.connections.findFirst({ where: eq(connections.id, id) });
			expect(row).toMatchObject({ userName: winner, version: 2 });
			const audit = await db.query.auditEvents.findMany({
				where: eq(auditEvents.subject, `connection:${id}`),
			});
			expect(audit.map((entry) => entry.actor)).toEqual([winner]);
		}
	});

	it("writes nothing at all when the row is not as expected", async () => {
		const outcome = await connect("con_missing", "one");
		expect(outcome).toBe("lost");
		const audit = await db.query.auditEvents.findMany({
			where: eq(auditEvents.subject, "connection:con_missing"),
		});
		expect(audit).toEqual([]);
	});

	it("passes on any other failure of the batch", async () => {
		const id = await aConnection();
		const broken = transition(db, {
			update: db
				.update(connections)
				.set({ version: sql`version + 1` })
				.where(eq(connections.id, id)),
			audit: { at: 5, actor: "x", action: "x.y", subject: `connection:${id}`, version: 2 },
			also: [sql`insert into no_such_table values (1)`],
		});
		await expect(broken).rejects.toThrow();
		const row = await db.query.connections.findFirst({ where: eq(connections.id, id) });
		expect(row?.version).toBe(1);
	});
});

describe("the audit", () => {
	it("can neither be changed nor removed", async () => {
		const id = await aConnection();
		await connect(id, "operator:a");
		await expect(env.DB.prepare("update audit_events set actor = 'nobody'").run()).rejects.toThrow(
			"append-only",
		);
		await expect(env.DB.prepare("delete from audit_events").run()).rejects.toThrow("append-only");
	});
});
