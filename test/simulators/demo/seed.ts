import type { Administration } from "../exact/state/administration.ts";
import { Site } from "../exact/state/site.ts";
import { toWallClock } from "../exact/wall-clock.ts";
import type { Store } from "../twin/store.ts";
import { companies, type Company, shadowCompany } from "./companies.ts";
import { type Customer, addCustomer } from "./customers.ts";
import { Dice } from "./dice.ts";
import { fillLists, registerCompany } from "./masters.ts";
import { addOrder, type OrderPlan } from "./orders.ts";
import { readyPlan } from "./ready-orders.ts";
import { showcasePlans } from "./showcase-orders.ts";
import { specialPlan } from "./special-orders.ts";
import { unreadyPlan } from "./unready-orders.ts";

const CUSTOMERS = 64;
const DAY_MS = 86_400_000;
/** Orders came in over the last two weeks. */
const INTAKE_MS = 14 * DAY_MS;

export type DemoOptions = {
	orders?: number;
	seed?: number;
	now: number;
	/** Orders of every kind that there is, and a company that is only planned for. */
	isShowcase?: boolean;
};

export function isEmpty(store: Store): boolean {
	return new Site(store, fixedClock(0)).divisions.size === 0;
}

/** Fills an empty twin with four companies, their customers and items, and orders of every kind. */
export function seedDemo(
	store: Store,
	{ orders = 200, seed = 1, now, isShowcase = false }: DemoOptions,
): void {
	const site = new Site(store, fixedClock(now));
	const dice = new Dice(seed);
	const admins = companies.map((company) => {
		registerCompany(site, dice, { company, createdAt: now - 400 * DAY_MS });
		return filled(site, dice, company);
	});
	const turns = { unready: 0, special: 0 };
	for (let index = 0; index < orders; index += 1) {
		const admin = admins[index % admins.length];
		if (admin === undefined) {
			continue;
		}
		const slot = Math.floor(index / admins.length) % 50;
		const createdAt = now - INTAKE_MS + Math.floor((INTAKE_MS * index) / orders);
		addOrder(admin, dice, planFor(admin, dice, { slot, createdAt, turns }));
	}
	if (isShowcase) {
		addShowcase(site, dice, { admins, now });
	}
}

const SHADOW_ORDERS = 12;

/** What the regular orders lack comes in last, and a fifth company with ordinary ones. */
function addShowcase(
	site: Site,
	dice: Dice,
	{ admins, now }: { admins: readonly Administration[]; now: number },
): void {
	for (const admin of admins) {
		for (const plan of showcasePlans(admin, dice, now)) {
			addOrder(admin, dice, plan);
		}
	}
	registerCompany(site, dice, { company: shadowCompany, createdAt: now - 400 * DAY_MS });
	const shadow = filled(site, dice, shadowCompany);
	for (let index = 0; index < SHADOW_ORDERS; index += 1) {
		addOrder(shadow, dice, readyPlan(shadow, dice, now - DAY_MS));
	}
}

type Turns = { unready: number; special: number };

/** Of fifty orders of a division, five are special and six not ready. */
function planFor(
	admin: Administration,
	dice: Dice,
	{ slot, createdAt, turns }: { slot: number; createdAt: number; turns: Turns },
): OrderPlan {
	if (slot % 10 === 7) {
		return specialPlan(admin, dice, { createdAt, turn: turns.special++ });
	}
	if ([2, 12, 21, 31, 40, 44].includes(slot)) {
		return unreadyPlan(admin, dice, { createdAt, turn: turns.unready++ });
	}
	return readyPlan(admin, dice, createdAt);
}

function filled(site: Site, dice: Dice, company: Company): Administration {
	const division = site.divisions.values().find(({ region }) => region === company.region);
	const admin = division && site.administration(division.region, division.code);
	if (admin === undefined) {
		throw new Error(`no division for ${company.name}`);
	}
	const since = toWallClock(company.region, site.clock.now() - 200 * DAY_MS);
	fillLists(admin, dice, since);
	const customers: Customer[] = Array.from({ length: CUSTOMERS }, (_, index) => {
		const isAbroad = company.abroad.length > 0 && index % 2 === 1;
		const country = isAbroad ? dice.pick(company.abroad) : company.country;
		const deliveryAdvice = dice.pick([0, 0, 0, 0, 0, 0, 0, 2, 2, 1]);
		return addCustomer(admin, dice, { since, wish: { country, deliveryAdvice } });
	});
	const key = `${company.region}/${admin.division.code}`;
	site.store.collection<Customer[]>("regular-customers").set(key, customers);
	return admin;
}

function fixedClock(now: number) {
	return { now: () => now, offsetMs: () => 0 };
}
