import { z } from "zod";

import type { Rate } from "../shipping/model/quote.ts";
import { addWorkingDays } from "../shipping/model/ship-date.ts";
import { isAccountRate, toMoney } from "./charge.ts";

const amountSchema = z.coerce.number().nonnegative().optional().catch(undefined);
const textSchema = z.string().optional().catch(undefined);

const ratedSchema = z.object({
	rateType: z.string().default(""),
	totalNetCharge: amountSchema,
	currency: textSchema,
	shipmentRateDetail: z.object({ currency: textSchema }).optional().catch(undefined),
});

const detailSchema = z.object({
	serviceType: z.string().min(1),
	ratedShipmentDetails: z.array(ratedSchema).default([]),
	operationalDetail: z
		.object({ deliveryDate: textSchema, commitDate: textSchema, transitTime: textSchema })
		.optional()
		.catch(undefined),
	commit: z
		.object({
			dateDetail: z.object({ dayFormat: textSchema }).optional().catch(undefined),
			daysInTransit: textSchema,
			transitDays: z.object({ minimumTransitTime: textSchema }).optional().catch(undefined),
		})
		.optional()
		.catch(undefined),
});

type DetailWire = z.infer<typeof detailSchema>;

export const rateAnswerSchema = z.object({
	output: z.object({ rateReplyDetails: z.array(detailSchema).default([]) }),
});

/** What each service costs the account, and when it arrives. */
export function toRates(answer: z.infer<typeof rateAnswerSchema>, shipDate: string): Rate[] {
	return answer.output.rateReplyDetails.map((detail) => ({
		service: detail.serviceType,
		charge: readCharge(detail),
		arrivesOn: readArrival(detail, shipDate),
	}));
}

function readCharge({ ratedShipmentDetails }: DetailWire): Rate["charge"] {
	const own = ratedShipmentDetails.find(isAccountRate);
	const currency = own?.currency ?? own?.shipmentRateDetail?.currency;
	return own?.totalNetCharge === undefined || currency === undefined
		? null
		: toMoney(own.totalNetCharge, currency);
}

/** Express names the day; ground and economy only how many working days it takes. */
function readArrival({ commit, operationalDetail }: DetailWire, shipDate: string): string | null {
	const instants = [
		commit?.dateDetail?.dayFormat,
		operationalDetail?.deliveryDate,
		operationalDetail?.commitDate,
	];
	const day = instants.find((instant) => /^\d{4}-\d{2}-\d{2}/.test(instant ?? ""));
	if (day !== undefined) {
		return day.slice(0, 10);
	}
	const times = [
		operationalDetail?.transitTime,
		commit?.transitDays?.minimumTransitTime,
		commit?.daysInTransit,
	];
	const days = times.map((time) => NUMBERS.indexOf(time?.split("_")[0] ?? "") + 1).find(Boolean);
	return days === undefined ? null : addWorkingDays(shipDate, days);
}

/** FedEx writes days in transit as words such as `TWO_DAYS`. */
const NUMBERS = [
	"ONE",
	"TWO",
	"THREE",
	"FOUR",
	"FIVE",
	"SIX",
	"SEVEN",
	"EIGHT",
	"NINE",
	"TEN",
	"ELEVEN",
	"TWELVE",
	"THIRTEEN",
	"FOURTEEN",
	"FIFTEEN",
	"SIXTEEN",
	"SEVENTEEN",
	"EIGHTEEN",
	"NINETEEN",
	"TWENTY",
];
