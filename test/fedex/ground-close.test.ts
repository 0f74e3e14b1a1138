import { beforeEach, describe, expect, it } from "vitest";

import { planOn } from "../contract/fedex-bookings.ts";
import { type Fedex, SHIP_DATE, startFedex } from "../contract/fedex-vendor.ts";
import { FEDEX_DEMO_ACCOUNTS } from "../simulators/fedex/credentials.ts";
import type { FaultKind } from "../simulators/twin/faults.ts";

let fedex: Fedex;
beforeEach(() => {
	fedex = startFedex();
});

async function aGroundParcel(reference = "20001-7F3K9QXZ"): Promise<string> {
	const plan = planOn({ from: "com", to: "US", shippingMethod: "FDX-GRND" });
	return (await fedex.book(plan, reference)).masterTrackingNumber;
}

const textOf = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

describe("a close of a day at FedEx Ground", () => {
	it("brings the manifest of what it took, and leaves out what goes by air", async () => {
		const number = await aGroundParcel();
		const air = await fedex.book(planOn({ from: "com", to: "US", shippingMethod: "FDX-2DAY" }));
		const [manifest] = await fedex.ground.close(SHIP_DATE);
		expect(manifest?.contentType).toMatch(/^text\/plain/);
		expect(textOf(manifest?.bytes)).toContain(number);
		expect(textOf(manifest?.bytes)).not.toContain(air.masterTrackingNumber);
		expect(await fedex.ground.reprint(air.masterTrackingNumber)).toBeUndefined();
	});

	it("is refused where nothing is left, and takes what came since", async () => {
		await aGroundParcel();
		await fedex.ground.close(SHIP_DATE);
		await expect(fedex.ground.close(SHIP_DATE)).rejects.toMatchObject({
			code: "ground_close.refused",
			disposition: "refuse",
		});
		const later = await aGroundParcel("20002-7F3K9QXZ");
		const [manifest] = await fedex.ground.close(SHIP_DATE);
		expect(textOf(manifest?.bytes)).toContain(later);
	});

	it("takes nothing of another day", async () => {
		await aGroundParcel();
		await expect(fedex.ground.close("2026-11-23")).rejects.toMatchObject({
			code: "ground_close.refused",
		});
	});

	it("can't be undone: its parcels are not cancelled any more", async () => {
		const number = await aGroundParcel();
		await fedex.ground.close(SHIP_DATE);
		expect(await fedex.carrierOf("US").cancelBooking(number)).toBe("too-late");
	});

	it.each<FaultKind>(["cut-after", "half", "html", "status-after"])(
		"whose answer is lost (%s) may have happened, which its reprint tells",
		async (kind) => {
			const number = await aGroundParcel();
			expect(await fedex.ground.reprint(number)).toBeUndefined();
			fedex.faults.replace([{ operation: "ground.close", kind, rate: 1 }]);
			await expect(fedex.ground.close(SHIP_DATE)).rejects.toMatchObject({
				disposition: "uncertain",
			});
			expect(await fedex.ground.reprint(number)).toHaveLength(1);
		},
	);

	it.each([
		["a reprint's field in a close", "PUT", { reprintOption: "BY_SHIP_DATE" }],
		["a reprint that says nothing of what", "POST", { closeReqType: "RGCDR" }],
		["a reprint by the close's type", "POST", { reprintOption: "BY_SHIP_DATE" }],
		["another category", "PUT", { groundServiceCategory: "SMARTPOST" }],
		["an unknown paper", "PUT", { closeDocumentSpecification: { closeDocumentTypes: ["X"] } }],
	])("is refused with %s", async (_what, method, change) => {
		const body = {
			closeReqType: "GCDR",
			accountNumber: { value: FEDEX_DEMO_ACCOUNTS.US.accountNumber },
			groundServiceCategory: "GROUND",
			closeDate: SHIP_DATE,
			...change,
		};
		await fedex.send("/ship/v1/endofday/", { token: "ship", country: "US", method, body });
		expect(fedex.exchanges.at(-1)?.status).toBe(400);
	});
});
