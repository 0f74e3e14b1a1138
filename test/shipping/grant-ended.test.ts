import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { createConnectionStore } from "../../src/db/connections.ts";
import { auditEvents, connections, divisions, writeBacks } from "../../src/db/schema.ts";
import { wantSubscriptions } from "../../src/db/webhooks.ts";
import { AppError } from "../../src/lib/errors.ts";
import { openKeyRing } from "../../src/lib/key-ring.ts";
import { writeBackDue } from "../../src/shipping/write-back/write-back-due.ts";
import { seedWriteBack } from "../db/seed.ts";
import { anAdministration, START } from "./administration.ts";
import { sampleId } from "./samples.ts";

const MINUTE = 60_000;
const ENDED = () =>
	new AppError({
		code: "exact.needs_reauthorization",
		disposition: "reauthorize",
		message: "over",
	});

async function connected() {
	const connectionId = sampleId("con");
	const admin = await anAdministration({ connectionId, pollDueAt: START + MINUTE });
	await admin.db.insert(connections).values({
		id: connectionId,
		name: "Noordzee",
		region: "nl",
		clientId: "app-1",
		webhookSecretSealed: "",
		status: "connected",
		createdAt: START,
		updatedAt: START,
	});
	const store = createConnectionStore(admin.db, openKeyRing(env.ENCRYPTION_KEYS));
	async function consent(now: number) {
		const connection = await store.find(connectionId);
		if (connection === undefined) {
			throw new Error("the connection is gone");
		}
		return store.connect(
			connection,
			{
				user: { id: "user-1", name: "Femke" },
				grantExpiresAt: now + 1,
				keepAliveDueAt: now + 1,
				divisions: [],
			},
			{ now, actor: "operator:admin", correlationId: "req_1" },
		);
	}
	const rows = () =>
		admin.db.select().from(writeBacks).where(eq(writeBacks.divisionId, admin.divisionId));
	return { ...admin, connectionId, store, consent, rows };
}

describe("a grant that ended", () => {
	it("is noted once, whoever finds out; Documents and polls wait and spend no try", async () => {
		const admin = await connected();
		for (let count = 0; count < 3; count += 1) {
			await seedWriteBack(admin, START);
			admin.erp.fail("postDocument", ENDED());
		}
		await writeBackDue(admin.divisionId, admin.deps);
		admin.time.now = START + MINUTE;
		admin.erp.fail("readInfo", ENDED());
		await admin.run();
		const noted = await admin.db
			.select({ action: auditEvents.action })
			.from(auditEvents)
			.where(eq(auditEvents.subject, `connection:${admin.connectionId}`));
		expect(noted).toEqual([{ action: "connection.needs_reauthorization" }]);
		expect(await admin.store.find(admin.connectionId)).toMatchObject({
			status: "needs_reauthorization",
		});
		for (const row of await admin.rows()) {
			expect(row).toMatchObject({ state: "due", failures: 0, dueAt: START + 15 * MINUTE });
		}
		expect(await admin.division()).toMatchObject({
			pollDueAt: START + 16 * MINUTE,
			pollFailures: 0,
			pollProblem: { code: "exact.needs_reauthorization" },
		});
	});

	it("is over with the next consent: what waited is due at once", async () => {
		const admin = await connected();
		await admin.db.run(wantSubscriptions(admin.divisionId, START + 15 * MINUTE));
		await admin.db
			.update(divisions)
			.set({ pollDueAt: START + 15 * MINUTE })
			.where(eq(divisions.id, admin.divisionId));
		const waiting = await seedWriteBack(admin, START, { dueAt: START + 15 * MINUTE });
		const doubtful = await seedWriteBack(admin, START, {
			dueAt: START + 15 * MINUTE,
			state: "doubtful",
			postedAt: START - 10_000,
		});
		const failed = await seedWriteBack(admin, START, { dueAt: null, state: "failed" });
		expect(await admin.consent(START)).toBe("done");
		const due = new Map((await admin.rows()).map((row) => [row.id, row.dueAt]));
		expect(due.get(waiting.id)).toBe(START);
		// Looked for too early it would not be found yet, and be written twice.
		expect(due.get(doubtful.id)).toBe(START + 50_000);
		expect(due.get(failed.id)).toBe(null);
		expect((await admin.division()).pollDueAt).toBe(START);
	});
});
