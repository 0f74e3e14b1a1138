import { beforeEach, describe, expect, it } from "vitest";

import { call, makeFedexAccount, startOutside } from "../client.ts";
import { seedHeldDivision } from "../seeds.ts";
import { AccessTeam } from "./access-team.ts";

let team: AccessTeam;

beforeEach(async () => {
	team ??= await AccessTeam.start();
	startOutside({ elsewhere: team.answer });
});

let emails = 0;

async function pageAs(role: string, path: string): Promise<string> {
	emails += 1;
	const email = `reader${emails}@example.com`;
	await call("POST", "/people", 201, { body: { email, name: "Reader", role } });
	const response = await team.visit("GET", path, await team.assertionOf(email));
	expect(response.status).toBe(200);
	return response.text();
}

/** The names of what can be filled in or ticked in forms that change something. */
function fillable(html: string): string[] {
	const open: boolean[] = [];
	const names: string[] = [];
	let isPost = false;
	for (const [tag, end = "", name = ""] of html.matchAll(
		/<(\/?)(form|fieldset|input|select|textarea)\b[^>]*>/g,
	)) {
		if (name === "form") {
			isPost = end === "" && tag.includes('method="post"');
		} else if (name === "fieldset") {
			if (end === "") {
				open.push(/ disabled\b/.test(tag));
			} else {
				open.pop();
			}
		} else if (isPost && end === "" && !tag.includes('type="hidden"') && !open.includes(true)) {
			names.push(/name="([^"]*)"/.exec(tag)?.[1] ?? name);
		}
	}
	return names;
}

describe("a form that a viewer may not send", () => {
	it.each(["settings", "logo", "couriers"])(
		"can be read and not be filled in: a division's %s",
		async (page) => {
			const id = await seedHeldDivision(await makeFedexAccount());
			const path = `/console/divisions/${id}/${page}`;
			expect(fillable(await pageAs("administrator", path))).not.toEqual([]);
			expect(fillable(await pageAs("viewer", path))).toEqual([]);
		},
	);

	it("can be read and not be filled in: what a station prints", async () => {
		const body = { name: "Table 1", formats: ["PDF"] };
		const { id } = await call<{ id: string }>("POST", "/print-stations", 201, { body });
		const path = `/console/printing/${id}`;
		expect(fillable(await pageAs("administrator", path))).toContain("name");
		expect(fillable(await pageAs("viewer", path))).toEqual([]);
	});
});
