import { forEachLimited } from "../../lib/concurrency.ts";
import { LIMITS } from "../model/limits.ts";
import type { Printing } from "../ports/printing.ts";
import { deliverPrints, type PrintDeps } from "./deliver-prints.ts";

export function createPrinting(deps: PrintDeps): Printing {
	return {
		async labelReady(shipmentId) {
			try {
				await deliverPrints({ shipmentId }, deps);
			} catch (error) {
				// The label is made and its papers are due: the tick brings them.
				deps.log.error("print.not_delivered", error, { shipmentId });
			}
		},

		async withdraw(of) {
			const stationIds = await deps.prints.listStationsOf(of);
			await forEachLimited(stationIds, LIMITS.callsAtOnce, (stationId) =>
				deps.stationDesk(stationId).withdraw(of),
			);
		},
	};
}
