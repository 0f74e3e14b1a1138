import type { Quoter } from "../shipping/ports/quotes.ts";
import { unreadableAnswer } from "./errors.ts";
import { rateAnswerSchema, toRates } from "./rate-answer.ts";
import { toRateBody } from "./rate-request.ts";
import { askFedex, type ReadCallDeps } from "./read-call.ts";
import { parseAnswer } from "./schemas.ts";
import { toValidateBody } from "./validate-request.ts";

/**
 * What FedEx says about a shipment that is not made. Rates are those of the Ship project.
 * @throws AppError `fedex.answer_unreadable` (`retry`), and what `askFedex` throws
 */
export function createFedexQuoter(deps: ReadCallDeps): Quoter {
	return {
		async quote(request) {
			const answer = await askFedex(deps, {
				operation: "quote-rates",
				path: "/rate/v1/rates/quotes",
				body: toRateBody(request),
				fields: { packages: request.plan.packages.length },
			});
			const parsed = parseAnswer(rateAnswerSchema, answer.body);
			if (!parsed.ok) {
				throw unreadableAnswer("read", { status: answer.status, path: parsed.path });
			}
			return toRates(parsed.value, request.shipDate);
		},

		async validate(request) {
			await askFedex(deps, {
				operation: "validate-shipment",
				path: "/ship/v1/shipments/packages/validate",
				body: toValidateBody(request),
			});
		},
	};
}
