import type { Log, LogFields } from "./log.ts";

/** As much of an Analytics Engine data set as is used. */
type Dataset = {
	writeDataPoint(point: { indexes: string[]; blobs: string[]; doubles: number[] }): void;
};

export type Metered = { METRICS?: Dataset | undefined };

/** Which lines become a point, and the field that is its number: a duration, what is left, how many. */
export const METERED: Readonly<Record<string, string>> = {
	"shipment.labelled": "waitedMs",
	"shipment.refused": "",
	"shipment.outcome_unknown": "",
	"shipment.postponed": "",
	"write_back.written": "",
	"write_back.not_written": "",
	"exact.call": "durationMs",
	"fedex.call": "durationMs",
	"exact.budget": "dayLeft",
	"poll.done": "durationMs",
	"poll.postponed": "",
	"account.suspended": "",
	"connection.needs_reauthorization": "",
	"webhooks.sent": "taken",
	"mails.sent": "sent",
	"drain.done": "durationMs",
	"drain.failed": "",
	"tick.done": "woken",
};

/** Of whom or of what a point is, in this order: ids, codes and names of our own, never what a person or a vendor wrote. */
const LABELS = ["divisionId", "accountId", "endpointId", "kind", "operation", "code", "status"];

/** An invocation may write 250 points (limits of Analytics Engine, read 2026-11). Calls leave room for what comes of them. */
const POINTS_MAX = 250;
const CALLS_MAX = 150;

/**
 * Points are made of the lines that are written anyway, so that there is one account of what happens and no second set of
 * names, and a field that is not listed here never leaves. Without the binding it is the log as it was.
 */
export function meteredLog(log: Log, { METRICS: dataset }: Metered): Log {
	return dataset === undefined ? log : wrap(log, {}, meterOf(dataset));
}

type Meter = (event: string, fields: LogFields) => void;

function wrap(log: Log, base: LogFields, meter: Meter): Log {
	const count = (event: string, fields: LogFields = {}) => meter(event, { ...base, ...fields });
	return {
		info(event, fields) {
			log.info(event, fields);
			count(event, fields);
		},
		warn(event, fields) {
			log.warn(event, fields);
			count(event, fields);
		},
		error(event, error, fields) {
			log.error(event, error, fields);
			count(event, { code: codeOf(error), ...fields });
		},
		with: (fields) => wrap(log.with(fields), { ...base, ...fields }, meter),
	};
}

function meterOf(dataset: Dataset): Meter {
	let points = 0;
	return (event, fields) => {
		const valueField = METERED[event];
		const max = event.endsWith(".call") ? CALLS_MAX : POINTS_MAX;
		if (valueField === undefined || points >= max) {
			return;
		}
		points += 1;
		const value = fields[valueField];
		try {
			dataset.writeDataPoint({
				indexes: [event],
				blobs: [event, ...LABELS.map((label) => String(fields[label] ?? ""))],
				doubles: [1, typeof value === "number" ? value : 0],
			});
		} catch {
			// Nothing of the work may fail because it could not be counted.
		}
	};
}

function codeOf(error: unknown): string | undefined {
	const code = (error as { code?: unknown } | null)?.code;
	return typeof code === "string" ? code : undefined;
}
