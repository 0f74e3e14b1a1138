import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { createApp } from "../../../src/http/app.ts";
import { LOGO_MAX_BYTES } from "../../../src/shipping/operate/save-division-logo.ts";
import { sampleSettings } from "../../shipping/samples.ts";
import { ADMIN_TOKEN, call, makeToken, ORIGIN, request, startOutside } from "../client.ts";
import { Browser } from "../console/browser.ts";
import { seedDivision, seedShipment } from "../seeds.ts";

const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const app = createApp();

beforeEach(() => {
	startOutside();
});

async function send(id: string, bytes: Uint8Array<ArrayBuffer>, token = ADMIN_TOKEN) {
	return app.request(
		`${ORIGIN}/api/v1/divisions/${id}/logo`,
		{
			method: "PUT",
			headers: { Authorization: `Bearer ${token}`, "Content-Type": "image/png" },
			body: bytes,
		},
		env,
	);
}

describe("a division's logo", () => {
	it("is shown on its tracking pages, served by us alone, until it is removed", async () => {
		const id = await seedDivision({ settings: sampleSettings() });
		const shipment = await seedShipment({ status: "labelled", divisionId: id });
		expect((await send(id, PNG)).status).toBe(200);

		const { trackingPageUrl } = await call<{ trackingPageUrl: string }>(
			"GET",
			`/shipments/${shipment.id}`,
			200,
		);
		const page = await (
			await request("GET", new URL(trackingPageUrl).pathname, { token: null })
		).text();
		const [, source = ""] = /<img class="logo" src="([^"]+)"/.exec(page) ?? [];
		const picture = await request("GET", source.replaceAll("&amp;", "&"), { token: null });
		expect(picture.headers.get("Content-Type")).toBe("image/png");
		expect(picture.headers.get("X-Content-Type-Options")).toBe("nosniff");
		expect(picture.headers.get("Cache-Control")).toContain("immutable");
		expect(new Uint8Array(await picture.arrayBuffer())).toEqual(PNG);

		await call("DELETE", `/divisions/${id}/logo`, 200);
		expect((await request("GET", source, { token: null })).status).toBe(404);
		const { items } = await call<{ items: { action: string }[] }>(
			"GET",
			`/audit?subject=division:${id}`,
			200,
		);
		expect(items.map(({ action }) => action).toSorted()).toEqual([
			"division.logo_removed",
			"division.logo_set",
		]);
	});

	it.each([
		[
			"a drawing with script",
			Uint8Array.from(new TextEncoder().encode("<svg onload='alert(1)'/>")),
		],
		["nothing", new Uint8Array(0)],
		["too large a picture", Uint8Array.from([...PNG, ...new Uint8Array(LOGO_MAX_BYTES)])],
	])("is not %s", async (_what, bytes) => {
		const id = await seedDivision();
		const answer = await send(id, bytes);
		expect(answer.status).toBe(422);
		const { errors } = await answer.json<{ errors: { field: string; remedy: string }[] }>();
		expect(errors[0]?.field).toBe("logo");
		expect(errors[0]?.remedy).not.toBe("");
	});

	it("is an administrator's to change", async () => {
		const id = await seedDivision();
		const { token } = await makeToken(["operate"]);
		expect((await send(id, PNG, token)).status).toBe(403);
	});

	it("has a page in the console", async () => {
		const id = await seedDivision();
		const browser = await Browser.loggedIn();
		expect(await browser.page(`/console/divisions/${id}/logo`)).toContain("No logo");
		await send(id, PNG);
		expect(await browser.page(`/console/divisions/${id}/logo`)).toContain(`/brand/${id}/logo?v=`);
		const { page } = await browser.send(`/console/divisions/${id}/logo/remove`);
		expect(page).toContain("No logo");
	});

	it("comes in by the console's form, and is shown from then on", async () => {
		const id = await seedDivision();
		const browser = await Browser.loggedIn();
		const answer = await browser.upload(`/console/divisions/${id}/logo`, formWith(PNG, "a.png"));
		expect(answer.status).toBe(303);
		expect(await browser.page(`/console/divisions/${id}/logo`)).toContain(`/brand/${id}/logo?v=`);
		const shown = await request("GET", `/brand/${id}/logo`, { token: null });
		expect(shown.headers.get("Content-Type")).toBe("image/png");
		expect(new Uint8Array(await shown.arrayBuffer())).toEqual(PNG);
	});

	it.each([
		["a drawing with script, whatever it calls itself", text("<svg onload='alert(1)'/>"), "a.png"],
		["a page", text("<html><script>alert(1)</script></html>"), "a.webp"],
		["nothing", new Uint8Array(0), "a.png"],
		["too large a picture", Uint8Array.from([...PNG, ...new Uint8Array(LOGO_MAX_BYTES)]), "a.png"],
	])("does not come in by the form as %s", async (_what, bytes, name) => {
		const id = await seedDivision();
		const browser = await Browser.loggedIn();
		const answer = await browser.upload(`/console/divisions/${id}/logo`, formWith(bytes, name));
		expect(answer.status).toBe(303);
		const page = await browser.page(`/console/divisions/${id}/logo`);
		expect(page).toContain('role="alert"');
		expect(page).toContain("No logo");
		expect((await request("GET", `/brand/${id}/logo`, { token: null })).status).toBe(404);
	});

	it("is not looked at where the form is larger than any body may be", async () => {
		const id = await seedDivision();
		const browser = await Browser.loggedIn();
		const parse = vi.spyOn(Request.prototype, "formData");
		const huge = formWith(new Uint8Array(1_000_001), "a.png");
		const answer = await browser.upload(`/console/divisions/${id}/logo`, huge);
		expect(answer.status).toBe(413);
		expect(parse).not.toHaveBeenCalled();
	});

	it("does not come in by a form of another session", async () => {
		const id = await seedDivision();
		const form = formWith(PNG, "a.png");
		const browser = await Browser.loggedIn();
		const token = await browser.formToken();
		const other = await Browser.loggedIn();
		const answer = await other.upload(`/console/divisions/${id}/logo`, form, token);
		expect(answer.status).toBe(403);
		expect(await other.page(`/console/divisions/${id}/logo`)).toContain("No logo");
	});
});

function formWith(bytes: Uint8Array<ArrayBuffer>, name: string): FormData {
	const form = new FormData();
	form.set("logo", new File([bytes], name, { type: "image/png" }));
	return form;
}

function text(content: string): Uint8Array<ArrayBuffer> {
	return new TextEncoder().encode(content) as Uint8Array<ArrayBuffer>;
}
