import { beforeAll, beforeEach, describe, expect, it } from "vitest";

import { findResource } from "../simulators/exact/resources/all.ts";
import { me } from "../simulators/exact/resources/me.ts";
import type { Resource } from "../simulators/exact/resources/resource.ts";
import { CONNECTION_CALLS, DIVISION_CALLS, fillDivision, readOrders } from "./exact-calls.ts";
import { type Entity, ExactContract, fieldOf, finding, rowsOf } from "./exact-contract.ts";
import { type Exact, startExact } from "./exact-vendor.ts";
import type { Exchange } from "./exchanges.ts";
import type { Finding } from "./findings.ts";
import { Inspection } from "./inspection.ts";
import { hasSpecs } from "./specs.ts";
import { EXACT_WAIVERS } from "./waivers.ts";

const EVERY_KEY: Record<string, string> = {
	Guid: "ne guid'00000000-0000-0000-0000-000000000000'",
	Int64: "gt 0L",
};
/** Resources that are no list of rows. */
const PARAMETERS: Record<string, string> = {
	[me.path]: "",
	"read/sync/Sync/SyncTimestamp": "modified=datetime'2026-06-20'&endPoint='SalesOrderHeaders'",
};

describe.runIf(hasSpecs)("Exact's reference is kept, by the connector and by the simulator", () => {
	let contract: ExactContract;
	let inspection: Inspection;
	let exact: Exact;
	beforeAll(() => {
		contract = new ExactContract();
		inspection = new Inspection(contract, EXACT_WAIVERS);
	});
	beforeEach(async () => {
		exact = await startExact();
	});

	async function saidDuring(work: () => Promise<unknown>): Promise<Exchange[]> {
		const before = exact.exchanges.length;
		await work();
		return exact.exchanges.slice(before);
	}

	it.each(Object.entries(CONNECTION_CALLS))(
		"when a connection is asked for %s",
		async (_, call) => {
			const said = await saidDuring(() => call(exact.connection, exact.division));
			expect(rows(said)).toBeGreaterThan(0);
			expect(inspection.breaches(said)).toEqual([]);
		},
	);

	it.each(Object.entries(DIVISION_CALLS))("when a division is asked for %s", async (_, call) => {
		await fillDivision(exact);
		const orders = await readOrders(exact.erp);
		const said = await saidDuring(() => call(exact.erp, orders));
		expect(rows(said)).toBeGreaterThan(0);
		expect(inspection.breaches(said)).toEqual([]);
	});

	it("with no method of the client left out", () => {
		expect(Object.keys(exact.connection).sort()).toEqual(Object.keys(CONNECTION_CALLS).sort());
		expect(Object.keys(exact.erp).sort()).toEqual(Object.keys(DIVISION_CALLS).sort());
	});

	it("when the simulator is written to", async () => {
		const said = await saidDuring(() => fillDivision(exact));
		expect(said.filter(({ status }) => status >= 300)).toEqual([]);
		expect(inspection.breaches(said)).toEqual([]);
	});

	it("in every field of every resource that the simulator has", async () => {
		await fillDivision(exact);
		const known = contract.entities.flatMap((entity) => {
			const resource = resourceOf(entity);
			return resource === undefined ? [] : [{ entity, resource }];
		});
		for (const { entity, resource } of known) {
			const said = await saidDuring(() => exact.send(pathOfAll(entity, resource, exact.division)));
			expect(rows(said), entity.path).toBeGreaterThan(0);
			expect(inspection.breaches(said)).toEqual([]);
			expect(inspection.unexcused(differences(entity, resource))).toEqual([]);
		}
	});

	it.each([
		["Subject", "Subjects", "Subjects: unknown"],
		["Subject", "Subjects", "Subject: missing"],
		['"Type":55', '"Type":"55"', "Type: not Edm.Int32"],
		['"Body"', '"AccountName"', "AccountName: read-only"],
	])("and a document with %s as %s would not pass", async (from, to, breach) => {
		const orders = await readOrders(exact.erp);
		const said = await saidDuring(() => DIVISION_CALLS.postDocument(exact.erp, orders));
		const changed = said.map((each) => ({ ...each, body: each.body.replace(from, to) }));
		expect(inspection.breaches(changed)).toContain(
			`exact {division}/documents/Documents ${breach}`,
		);
	});

	it.each([
		["Postcode", "PostalCode", "PostalCode: unknown"],
		["ID%20eq%20guid", "City%20eq%20guid", "City: not Edm.String"],
		["/crm/", "/CRM/", "GET {division}/CRM/Addresses: unknown"],
	])("and a question with %s as %s would not pass", async (from, to, breach) => {
		const orders = await readOrders(exact.erp);
		const said = await saidDuring(() => DIVISION_CALLS.readAddresses(exact.erp, orders));
		const changed = said.map((each) => ({
			...each,
			url: new URL(each.url.href.replace(from, to)),
		}));
		expect(inspection.breaches(changed).join()).toContain(breach);
	});

	it("and no waiver outlives its reason", () => {
		expect(inspection.idleWaivers()).toEqual([]);
	});
});

function rows(exchanges: Exchange[]): number {
	return exchanges.reduce((sum, { answer }) => sum + rowsOf(answer).length, 0);
}

function resourceOf({ path }: Entity): Resource | undefined {
	return path.endsWith(me.path) ? me : findResource(path.replace("/api/v1/{division}/", ""));
}

/** All rows with all fields; most lists answer only to a filter. */
function pathOfAll(
	{ path }: Entity,
	{ path: name, key, fields }: Resource,
	division: number,
): string {
	const place = path.replace("/api/v1/", "").replace("{division}", String(division));
	const filter = `${key} ${EVERY_KEY[fields.get(key) ?? ""] ?? "gt 0"}`;
	return `${place}?$select=*&${PARAMETERS[name] ?? `$filter=${filter}`}`;
}

/** What rows can't show: methods, and the types of fields that are empty in all of them. */
function differences(entity: Entity, { fields, create, update, remove }: Resource): Finding[] {
	const offered = { POST: create, PUT: update, DELETE: remove };
	const methods = Object.entries(offered).filter(([, work]) => work !== undefined);
	return [
		...methods
			.filter(([method]) => !entity.methods.includes(method))
			.map(([method]) => finding(`${method} ${entity.path}`, "unknown")),
		...[...fields].flatMap(([name, type]) => {
			const documented = fieldOf(entity, name)?.type ?? `Edm.${type}`;
			const isSame = type === (documented.startsWith("Edm.") ? documented.slice(4) : "Collection");
			return isSame ? [] : [finding(`${entity.path} ${name}`, `not ${documented}`)];
		}),
	];
}
