import { ASSUMED, PRICES, type Billed } from "./inputs.ts";

const GIGABYTE = 1e9;
/** Objects are billed as 128 MB for each second. */
const OBJECT_GIGABYTES = 0.128;

/** What a month uses of each thing that is billed, once as much is stored as is ever kept. */
export function usageOf(shipments: number): Record<Billed, number> {
	return {
		requests: shipments * ASSUMED.invocationsPerShipment + ASSUMED.idleInvocations,
		cpuMs: shipments * ASSUMED.cpuMsPerShipment,
		queueOperations: shipments * ASSUMED.queueOperationsPerShipment,
		d1RowsRead: shipments * ASSUMED.rowsReadPerShipment + ASSUMED.idleRowsRead,
		d1RowsWritten: shipments * ASSUMED.rowsWrittenPerShipment,
		d1Gigabytes: (shipments * ASSUMED.monthsInD1 * ASSUMED.d1BytesPerShipment) / GIGABYTE,
		objectRequests: shipments * ASSUMED.objectRequestsPerShipment,
		objectGigabyteSeconds: shipments * ASSUMED.objectSecondsPerShipment * OBJECT_GIGABYTES,
		objectRowsWritten: shipments * ASSUMED.objectRowsWrittenPerShipment,
		r2Writes: shipments * ASSUMED.r2WritesPerShipment,
		r2Reads: shipments * ASSUMED.r2ReadsPerShipment,
		r2Gigabytes: (shipments * ASSUMED.monthsInR2 * ASSUMED.r2BytesPerShipment) / GIGABYTE,
		logLines: shipments * ASSUMED.logLinesPerShipment,
	};
}

export type Price = {
	/** Of a month, what is included taken off. */
	month: number;
	perThousand: number;
	/** Of the next thousand, as if nothing were included any more. */
	marginalPerThousand: number;
};

/** What Cloudflare bills for a month of so many shipments, in dollars. */
export function priceOf(shipments: number): Price {
	const usage = usageOf(shipments);
	const idle = usageOf(0);
	let month: number = PRICES.base;
	let marginal = 0;
	for (const thing of Object.keys(usage) as Billed[]) {
		const { included, unit } = PRICES[thing];
		month += Math.max(0, usage[thing] - included) * unit;
		marginal += ((usage[thing] - idle[thing]) / shipments) * unit;
	}
	return {
		month,
		perThousand: (month / shipments) * 1_000,
		marginalPerThousand: marginal * 1_000,
	};
}
