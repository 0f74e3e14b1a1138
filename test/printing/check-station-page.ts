import { PDFDocument } from "pdf-lib";

import { openBrowser } from "../browser/guarded-browser.ts";
import { startFront } from "./front.ts";
import { makeReady } from "./labels.ts";
import { callApi, type RunningWorker } from "./worker.ts";

const POINTS_AN_INCH = 72;
/** 1 x 1, which is as good as any label for what is looked at here. */
const PNG =
	"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/**
 * A browser as a station: it is paired by a code, gets labels without being asked anything, acknowledges each, and what
 * lies on its sheet is one page of 4 by 6 inches. Answers what is wrong.
 */
export async function checkStationPage(
	worker: RunningWorker,
	ids: readonly string[],
): Promise<string[]> {
	const wrong: string[] = [];
	const { origin, close } = await startFront(worker.port);
	const browser = await openBrowser([origin]);
	try {
		const { page } = browser;
		await putLabels(worker, ids);
		const { id } = await callApi<{ id: string }>(worker, "POST", "/print-stations", {
			name: "Table 2",
			formats: ["PNG"],
		});
		const { code } = await callApi<{ code: string }>(
			worker,
			"POST",
			`/print-stations/${id}/pairing-code`,
		);
		await page.goto(`${origin}/station`);
		await page.locator("#code").fill(code.toLowerCase());
		await page.locator("#pair button").click();
		await page.locator(".station-state.connected").waitFor();
		await makeReady(worker, ids);
		await page.locator(`#papers li:nth-child(${ids.length})`).waitFor();
		const station = await callApi<{ waiting: number; doubtful: number; lastPrinted: string }>(
			worker,
			"GET",
			`/print-stations/${id}`,
		);
		if (station.waiting !== 0 || station.doubtful !== 0 || station.lastPrinted === null) {
			wrong.push(`the browser station ended with ${JSON.stringify(station)}`);
		}
		wrong.push(...(await checkSheet(page)));
		wrong.push(...browser.takeComplaints());
	} finally {
		await browser.close();
		close();
	}
	return wrong;
}

async function putLabels(worker: RunningWorker, ids: readonly string[]): Promise<void> {
	const bucket = (await worker.runtime.getR2Bucket("DOCUMENTS")) as unknown as R2Bucket;
	for (const id of ids) {
		await bucket.put(`shp_${id}/1/1-label-1.png`, Buffer.from(PNG, "base64"));
	}
	await worker.database
		.prepare(
			`update documents set content_type = 'image/png', key = shipment_id || '/1/1-label-1.png'
			where shipment_id in (select 'shp_' || value from json_each(?))`,
		)
		.bind(JSON.stringify(ids))
		.run();
}

/** What a printer would get while a label lies on the sheet. */
async function checkSheet(
	page: Awaited<ReturnType<typeof openBrowser>>["page"],
): Promise<string[]> {
	await page.evaluate(`fetch("/icon.svg").then((r) => r.blob()).then((blob) => {
		const image = new Image();
		image.src = URL.createObjectURL(blob);
		document.getElementById("sheet").replaceChildren(image);
		return image.decode();
	})`);
	const sheet = await PDFDocument.load(await page.pdf({ preferCSSPageSize: true }));
	const sizes = sheet.getPages().map((one) => {
		const { width, height } = one.getSize();
		return `${width / POINTS_AN_INCH}x${height / POINTS_AN_INCH}`;
	});
	return sizes.join() === "4x6" ? [] : [`the label prints as ${sizes.join(" and ")} inches`];
}
