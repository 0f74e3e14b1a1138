import { describe, expect, it } from "vitest";

import { BASE_URL, connectionWith, exactError, guid, json, rows } from "./fake-exact.ts";

const division = (Code: number) => ({
	Code,
	Description: `D${Code}`,
	Country: "NL",
	Currency: "EUR",
});

describe("a connection", () => {
	it("tells who gave the consent, without a division in the address", async () => {
		const { connection, seen } = connectionWith([
			rows([{ UserID: guid(1), FullName: " Jo Smit ", CurrentDivision: 102673 }]),
		]);
		expect(await connection.currentUser()).toEqual({
			id: guid(1),
			name: "Jo Smit",
			currentDivision: 102673,
		});
		expect(seen[0]?.url).toBe(
			`${BASE_URL}/api/v1/current/Me?$select=UserID,FullName,UserName,CurrentDivision`,
		);
	});

	it("that tells nobody is to be tried again", async () => {
		const { connection } = connectionWith([rows([])]);
		await expect(connection.currentUser()).rejects.toMatchObject({ disposition: "retry" });
	});

	it("lists all pages of divisions", async () => {
		const next = `${BASE_URL}/api/v1/1/system/Divisions?$skiptoken=1`;
		const { connection, seen } = connectionWith([rows([division(1)], next), rows([division(2)])]);
		const found = await connection.listDivisions(1);
		expect(found.map(({ code }) => code)).toEqual([1, 2]);
		expect(seen.map(({ url }) => url)[1]).toBe(next);
	});

	it("does not carry its token to another host", async () => {
		const { connection, seen } = connectionWith([
			rows([division(1)], "https://evil.test/api/v1/1/system/Divisions"),
			rows([division(2)]),
		]);
		await expect(connection.listDivisions(1)).rejects.toMatchObject({ code: "exact.foreign_next" });
		expect(seen.length).toBe(1);
	});

	it("is asked no more who consented once Exact refused it six times within the hour", async () => {
		const refused = Array.from({ length: 10 }, () => exactError(403, "scope violated"));
		const { connection, seen } = connectionWith(refused);
		const codes: unknown[] = [];
		for (let at = 0; at < 8; at += 1) {
			codes.push(await connection.currentUser().catch((error: { code: string }) => error.code));
		}
		expect(seen).toHaveLength(6);
		expect(codes.slice(6)).toEqual(["exact.endpoint_rests", "exact.endpoint_rests"]);
	});

	it("counts the calls and errors of each division by itself", async () => {
		const { connection, budgets } = connectionWith([
			exactError(403, "forbidden"),
			rows([division(2)]),
		]);
		await connection.listDivisions(1).catch(() => undefined);
		await connection.listDivisions(2);
		expect(budgets.get(1)?.errors["system/Divisions"]?.errorsAt).toHaveLength(1);
		expect(budgets.get(2)).toMatchObject({ errors: {}, calls: { read: 1 } });
	});

	it("reads the bare form too", async () => {
		const { connection } = connectionWith([json({ d: [division(3)] })]);
		expect((await connection.listDivisions(1)).map(({ name }) => name)).toEqual(["D3"]);
	});
});
