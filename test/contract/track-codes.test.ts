import { describe, expect, it } from "vitest";

import { readTrackAnswer } from "../../src/fedex/track-answer.ts";
import { trackAnswerSchema } from "../../src/fedex/track-schemas.ts";
import { hasSpecs, readSpec } from "./specs.ts";

type Tables = { tables: Record<string, string[][]> };

const NUMBER = "794600000001";
/** What says nothing about where a parcel is: wishes about the delivery, links of return labels, the shipper has it. */
const WITHOUT_STATE = new Set("RR RM RC RA PR AS RP LP LC RG RD SH".split(" "));

/** Every code of both of FedEx's tables: one has them in two pairs of columns, the other in running text. */
function listCodes(): string[] {
	const { tables } = readSpec<Tables>("fedex/reference-tables.json");
	const pairs = (tables["Tracking Status Codes"] ?? [])
		.slice(1)
		.flatMap(([first = "", , second = ""]) => [first, second]);
	const told = (tables["Status Code and Statuses for Webhook Tracking Events"] ?? [])
		.slice(1)
		.flatMap((row) => Array.from(row.join(" ").matchAll(/\b([A-Z]{2})\s?:/g), ([, code]) => code));
	return [...new Set([...pairs, ...told])].filter(
		(code): code is string => code !== undefined && /^[A-Z][A-Za-z]$/.test(code),
	);
}

function read(code: string) {
	const answer = trackAnswerSchema.parse({
		output: {
			completeTrackResults: [
				{
					trackingNumber: NUMBER,
					trackResults: [
						{
							latestStatusDetail: { code },
							scanEvents: [{ date: "2026-11-24T16:30:00+01:00", eventType: code }],
						},
					],
				},
			],
		},
	});
	const asked = { trackingNumber: NUMBER, uniqueId: null, shipDate: "2026-11-24" };
	const { looks, unknownCodes } = readTrackAnswer(answer, [asked]);
	const [look] = looks;
	return { event: look?.kind === "seen" ? look.events[0] : undefined, look, unknownCodes };
}

describe.runIf(hasSpecs)("every status code of FedEx's reference", () => {
	it("is one of many", () => {
		expect(listCodes().length).toBeGreaterThan(60);
	});

	it("is known, becomes an event, and says where the parcel is or nothing at all", () => {
		const strange = listCodes().filter((code) => {
			const { event, look, unknownCodes } = read(code);
			const isStateless = WITHOUT_STATE.has(code);
			return (
				unknownCodes.length > 0 ||
				event?.code !== code ||
				(event.state === null) !== isStateless ||
				look?.kind !== "seen" ||
				look.state !== event.state
			);
		});
		expect(strange).toEqual([]);
	});
});
