import type { Problem } from "../../../src/lib/errors.ts";
import {
	judgeBackorder,
	judgeCompleteness,
	judgeReadiness,
} from "../../../src/shipping/judge/ready-rule.ts";
import type { EnteredPackage } from "../../../src/shipping/model/entered-packages.ts";
import type {
	Account,
	Address,
	Item,
	OrderDossier,
	OrderHeader,
	OrderLine,
} from "../../../src/shipping/model/order.ts";
import { type PlanResult, planShipment } from "../../../src/shipping/plan/plan-shipment.ts";
import {
	sampleAccount,
	sampleAddress,
	sampleHeader,
	sampleItem,
	sampleLine,
	sampleSettings,
} from "../samples.ts";

/** What is said of an order; whatever is left out is as it should be. */
export type Given = {
	header?: Partial<OrderHeader>;
	/** Of all lines. */
	line?: Partial<OrderLine>;
	/** One line unless told. */
	lines?: Partial<OrderLine>[];
	item?: Partial<Item>;
	isItemUnknown?: boolean;
	address?: Partial<Address> | "none";
	account?: Partial<Account>;
	origin?: string | null | "unreadable";
	packages?: EnteredPackage[];
	settings?: Record<string, unknown>;
};

const LINE_ID = "line-1";
const TODAY = "2026-11-23";

/** What is laid over it counts; settings are laid over each other section by section. */
export function over(base: Given, flaw: Given): Given {
	const address = flaw.address === "none" ? "none" : merge(base.address, flaw.address);
	return {
		...base,
		...flaw,
		header: { ...base.header, ...flaw.header },
		line: { ...base.line, ...flaw.line },
		item: { ...base.item, ...flaw.item },
		account: { ...base.account, ...flaw.account },
		address,
		settings: { ...base.settings, ...flaw.settings },
	};
}

function merge(base: Given["address"], flaw: Partial<Address> | undefined): Partial<Address> {
	return { ...(base === "none" ? {} : base), ...flaw };
}

/** As the poll does: the ready rule first, then the plan. */
export function planOf(given: Given): PlanResult {
	const settings = sampleSettings(given.settings);
	const header = sampleHeader(given.header);
	const lines = (given.lines ?? [{}]).map((line, at) =>
		sampleLine(header.exactOrderId, {
			exactLineId: at === 0 ? LINE_ID : crypto.randomUUID(),
			lineNumber: at + 1,
			...given.line,
			...line,
		}),
	);
	const account = sampleAccount(given.account);
	const against = [
		...judgeReadiness({ header, lines }, settings, TODAY),
		...judgeCompleteness({ lines, account }, settings, TODAY),
		...judgeBackorder({ lines, account }, false),
	];
	if (against.length > 0) {
		return { notReady: against };
	}
	const item = sampleItem(given.item);
	const dossier: OrderDossier = {
		header,
		lines,
		address: given.address === "none" ? undefined : sampleAddress(given.address),
		account,
		contact: undefined,
		items: given.isItemUnknown === true ? new Map() : new Map([[item.id, item]]),
		origins: originsOf(item, given.origin),
		packages: given.packages ?? null,
	};
	return planShipment(dossier, settings);
}

function originsOf(item: Item, origin: Given["origin"]): NonNullable<OrderDossier["origins"]> {
	return origin === "unreadable"
		? origin
		: new Map([[item.id, { id: item.id, country: origin === undefined ? "IT" : origin }]]);
}

export function reasonsOf(given: Given): Problem[] {
	const result = planOf(given);
	return "plan" in result ? [] : "problems" in result ? result.problems : result.notReady;
}

/** One piece of all that is on the order. */
export function packed(change: Partial<EnteredPackage> = {}): EnteredPackage {
	const contents = [{ exactLineId: LINE_ID, quantity: 2 }];
	return { weightGrams: 3_000, type: null, dimensions: null, contents, ...change };
}
