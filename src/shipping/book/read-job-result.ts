import type { ShippingDeps } from "../deps.ts";
import type { RawAnswer } from "../model/shipment.ts";
import type { Carrier } from "../ports/carrier.ts";

/** The attempt whose answer named a job. */
type JobAttempt = { exactOrderId: string; reference: string };

/**
 * What came of the job that an answer names: from the journal, else from the carrier, and then it is in the journal
 * before anything is made of it. Undefined while the carrier is at it.
 * @throws AppError `wait`, `retry` or `suspend` when it can't be told now
 */
export async function readJobResult(
	{ exactOrderId, reference }: JobAttempt,
	job: { id: string; answer: RawAnswer },
	carrier: Carrier,
	{ journal }: Pick<ShippingDeps, "journal">,
): Promise<RawAnswer | undefined> {
	const name = `${reference}/result`;
	const known = await journal.read(exactOrderId, name);
	if (known !== undefined) {
		return known;
	}
	const result = await carrier.askJob({ id: job.id, request: job.answer.request });
	if (result !== undefined) {
		const entry = await journal.begin(exactOrderId, name);
		await entry.record(result);
	}
	return result;
}
