import type { Rate } from "../../src/shipping/model/quote.ts";
import type { Quoter, QuoteRequest } from "../../src/shipping/ports/quotes.ts";

/** A quoter that answers as it is told, and keeps what it was asked. */
export function scriptedQuoter(answer: () => Rate[] | Error) {
	const asked: QuoteRequest[] = [];
	const validated: QuoteRequest[] = [];
	const quoter: Quoter = {
		quote: (request) => {
			asked.push(request);
			const given = answer();
			return given instanceof Error ? Promise.reject(given) : Promise.resolve(given);
		},
		validate: (request) => {
			validated.push(request);
			const given = answer();
			return given instanceof Error ? Promise.reject(given) : Promise.resolve();
		},
	};
	return { quoter, asked, validated };
}
