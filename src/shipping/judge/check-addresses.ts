import { chunk } from "../../lib/concurrency.ts";
import { sha256Hex } from "../../lib/encoding.ts";
import { isAppError } from "../../lib/errors.ts";
import type { ShippingDeps } from "../deps.ts";
import type { DivisionSettings } from "../model/division-settings.ts";
import type { Address, AddressCheck, OrderDossier } from "../model/order.ts";
import type { Division } from "../ports/divisions.ts";
import type { StoredOrder } from "../ports/orders.ts";

/** FedEx takes no more addresses in one call (Address Validation API, 2026-11). */
const ADDRESSES_PER_CALL = 100;

/**
 * Asks the carrier about addresses that it was not asked about yet, where the division wants that, and puts what it
 * says, now or earlier, into the dossiers. It is advice: whatever goes wrong with it stops no order.
 */
export async function checkAddresses(
	orders: readonly StoredOrder[],
	dossiers: ReadonlyMap<string, OrderDossier>,
	{ division, settings }: { division: Division; settings: DivisionSettings },
	deps: Pick<ShippingDeps, "accounts" | "addressChecker" | "clock" | "log" | "orders">,
): Promise<void> {
	if (!settings.addresses.validate) {
		return;
	}
	const unasked: Asked[] = [];
	for (const order of orders) {
		const dossier = dossiers.get(order.id);
		if (dossier?.address === undefined) {
			continue;
		}
		const { address } = dossier;
		const addressHash = await hashOf(address);
		if (order.addressCheck?.addressHash === addressHash) {
			dossier.addressCheck = order.addressCheck;
		} else if (address.country !== null && address.street !== null) {
			unasked.push({ orderId: order.id, dossier, address, addressHash });
		}
	}
	for (const part of chunk(unasked, ADDRESSES_PER_CALL)) {
		if (!(await askAbout(part, division, deps))) {
			return;
		}
	}
}

type Asked = { orderId: string; dossier: OrderDossier; address: Address; addressHash: string };

/** False where the carrier can't be asked now. */
async function askAbout(
	asked: readonly Asked[],
	division: Division,
	deps: Pick<ShippingDeps, "accounts" | "addressChecker" | "clock" | "log" | "orders">,
): Promise<boolean> {
	const account = await deps.accounts.find(division.fedexAccountId ?? "");
	if (account === undefined || account.suspendedAt !== null || account.pausedAt !== null) {
		return false;
	}
	try {
		const checker = await deps.addressChecker(account);
		const answers = await checker.check(asked.map(({ address }) => address));
		const checkedAt = deps.clock.now();
		const checks = asked.flatMap(({ orderId, dossier, addressHash }, at) => {
			const answer = answers[at];
			if (answer === undefined) {
				return [];
			}
			const check: AddressCheck = { addressHash, checkedAt, ...answer };
			dossier.addressCheck = check;
			return [{ orderId, check }];
		});
		await deps.orders.saveAddressChecks(checks);
		return true;
	} catch (error) {
		if (!isAppError(error)) {
			throw error;
		}
		deps.log.warn("orders.addresses_unchecked", {
			divisionId: division.id,
			code: error.code,
			addresses: asked.length,
		});
		return false;
	}
}

function hashOf({ street, streetExtra, postalCode, city, state, country }: Address) {
	return sha256Hex(JSON.stringify([street, streetExtra, postalCode, city, state, country]));
}
