import { addDays } from "../../src/lib/days.ts";
import { zonedInstant } from "../../src/lib/zoned-time.ts";
import {
	sampleAccount,
	sampleAddress,
	sampleHeader,
	sampleItem,
	sampleLine,
} from "../shipping/samples.ts";
import { rollDice } from "./dice.ts";
import { START, type World } from "./world.ts";

const ZONE = "Europe/Amsterdam";
const CITIES = [
	["Amsterdam", "1011 AB", "NL"],
	["Groningen", "9711 AA", "NL"],
	["Maastricht", "6211 AA", "NL"],
	["Utrecht", "3511 AA", "NL"],
	["Rotterdam", "3011 AA", "NL"],
	["Eindhoven", "5611 AA", "NL"],
	["Hamburg", "20095", "DE"],
	["Lyon", "69001", "FR"],
	["Gent", "9000", "BE"],
	["Milano", "20121", "IT"],
] as const;

export type Entry = { at: number; divisionId: string; enter: () => void };

/** Working days among the days of the run, `YYYY-MM-DD`. */
export function workingDays(days: number): string[] {
	const first = "2026-11-02";
	return Array.from({ length: days }, (_, at) => addDays(first, at)).filter((day) => {
		const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
		return weekday !== 0 && weekday !== 6;
	});
}

/** Orders of all divisions in the order of their time: from seven to six, most before and after noon. */
export function drawOrders(world: World): Entry[] {
	const { scenario, exact, divisionIds } = world;
	const dice = rollDice(scenario.seed);
	const days = workingDays(scenario.days);
	const entries: Entry[] = [];
	for (const [index, divisionId] of divisionIds.entries()) {
		const side = exact.divisions.get(divisionId);
		if (side === undefined) {
			continue;
		}
		const itemIds = Array.from({ length: 200 }, (_, at) => `item-${index}-${at}`);
		for (const id of itemIds) {
			side.items.set(
				id,
				sampleItem({ id, code: id.toUpperCase(), grossWeight: dice.between(0.2, 8) }),
			);
		}
		side.items.set(`heavy-${index}`, sampleItem({ id: `heavy-${index}`, grossWeight: 40 }));
		const customers = Array.from({ length: Math.max(20, scenario.shipments / 40) }, (_, at) => {
			const [city, postalCode, country] = CITIES[at % CITIES.length] ?? CITIES[0];
			const account = sampleAccount({ id: `account-${index}-${at}`, name: `Customer ${at}` });
			const address = sampleAddress({ id: `address-${index}-${at}`, city, postalCode, country });
			side.accounts.set(account.id, account);
			side.addresses.set(address.id, address);
			return { account, address };
		});
		const count =
			Math.floor(((index + 1) * scenario.shipments) / divisionIds.length) -
			Math.floor((index * scenario.shipments) / divisionIds.length);
		for (let at = 0; at < count; at += 1) {
			const day = days[Math.floor((at * days.length) / count)] ?? days[0] ?? "";
			const hour = 7 + 10.9 * ((dice.next() + dice.next()) / 2);
			const instant = Math.max(START, zonedInstant(day, "00:00", ZONE) + hour * 3_600_000);
			const customer = customers[dice.whole(0, customers.length - 1)];
			// Two or three pieces of forty kilograms are as many packages.
			const isHeavy = dice.chance(0.06);
			const quantity = isHeavy ? dice.whole(2, 3) : 1;
			const itemId = isHeavy ? `heavy-${index}` : itemIds[dice.whole(0, itemIds.length - 1)];
			const orderNumber = (index + 1) * 1_000_000 + at + 1;
			entries.push({
				at: instant,
				divisionId,
				enter() {
					if (customer === undefined || itemId === undefined) {
						return;
					}
					const header = sampleHeader({
						orderNumber,
						orderedById: customer.account.id,
						deliverToId: customer.account.id,
						deliveryAddressId: customer.address.id,
						shippingMethodId: "method-prio",
					});
					side.enter(header, [sampleLine(header.exactOrderId, { itemId, quantity })]);
				},
			});
		}
	}
	return entries.toSorted((left, right) => left.at - right.at);
}
