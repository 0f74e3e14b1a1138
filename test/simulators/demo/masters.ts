import type { Administration } from "../exact/state/administration.ts";
import type { ListRow } from "../exact/state/row-types.ts";
import type { App } from "../exact/state/site-types.ts";
import type { Site } from "../exact/state/site.ts";
import type { Collection } from "../twin/store.ts";
import { type Article, articles } from "./catalogue.ts";
import type { Company } from "./companies.ts";
import { demoCredentials } from "./credentials.ts";
import { Dice } from "./dice.ts";

const SCOPES: App["scopes"] = {
	"crm.accounts": "read",
	"sales.orders": "manage",
	"logistics.items": "read",
	"logistics.inventory": "read",
	"logistics.wms": "manage",
	"financial.costcenters": "read",
	"organization.administration": "manage",
	"organization.documents": "manage",
};

const EUROPEAN_METHODS: [string, string][] = [
	["FDX-PRIO", "FedEx Priority"],
	["FDX-ECO", "FedEx Regional Economy"],
	["FDX-XXL", "FedEx oversize, ask first"],
	["FDX-INTL", "FedEx International Priority"],
	["FDX-FRT", "FedEx, on a pallet"],
	["PICKUP", "Afhalen"],
	["OWN", "Own truck"],
];

const AMERICAN_METHODS: [string, string][] = [
	["FDX-GRND", "FedEx Ground"],
	["FDX-2DAY", "FedEx 2Day"],
	["FDX-XXL", "FedEx oversize, ask first"],
	["FDX-INTL", "FedEx International Priority"],
	["FDX-LTL", "FedEx Freight, less than truckload"],
	["PICKUP", "Customer pickup"],
];

/** App registration, user and division of a company. */
export function registerCompany(
	site: Site,
	dice: Dice,
	{ company, createdAt }: { company: Company; createdAt: number },
): void {
	const { region } = company;
	const credentials = demoCredentials[region];
	const code = credentials.division;
	const userId = dice.guid();
	site.divisions.set(`${region}/${code}`, {
		region,
		code,
		hid: code - 100_000,
		name: company.name,
		country: company.country,
		currency: company.currency,
		addressLine: company.street,
		postcode: company.postcode,
		city: company.city,
		state: company.state,
		phone: company.phone,
		email: company.email,
		vatNumber: company.vatNumber,
		database: `${region}-1`,
		movedAt: null,
		createdAt,
	});
	site.users.set(`${region}/${userId}`, {
		region,
		userId,
		userName: company.email,
		fullName: company.userName,
		email: company.email,
		divisions: [code],
		currentDivision: code,
		deniedRights: [],
	});
	site.apps.set(`${region}/${credentials.clientId}`, {
		region,
		clientId: credentials.clientId,
		clientSecret: credentials.clientSecret,
		redirectUris: ["*"],
		webhookSecret: credentials.webhookSecret,
		scopes: SCOPES,
		divisions: [code],
	});
}

/** Shipping methods, warehouses, cost centres and items. */
export function fillLists(admin: Administration, dice: Dice, since: number): void {
	const methods = admin.division.country === "US" ? AMERICAN_METHODS : EUROPEAN_METHODS;
	const list = { dice, since };
	fill(admin.shippingMethods, { ...list, entries: methods });
	fill(admin.warehouses, {
		...list,
		entries: [
			["1", "Main warehouse"],
			["2", "Returns"],
		],
	});
	fill(admin.costCenters, {
		...list,
		entries: [
			["WEB", "Web shop"],
			["SALES", "Field sales"],
			["SERV", "Service"],
		],
	});
	// Of its own, so that the orders of the demo stay what they are.
	const suppliersDice = new Dice(admin.division.code);
	for (const article of articles) {
		const id = dice.guid();
		admin.items.set(id, {
			ID: id,
			Code: article.code,
			Description: article.description,
			NetWeight: article.netWeight,
			GrossWeight: article.grossWeight,
			StatisticalCode: article.commodityCode,
			Barcode: article.isStockItem ? dice.digits("87123########") : null,
			Unit: article.isStockItem ? "pc" : "hour",
			StandardSalesPrice: article.price,
			IsStockItem: article.isStockItem,
			IsSalesItem: true,
			IsFractionAllowedItem: !article.isStockItem,
			Stock: article.stock,
			Created: since,
			Modified: since,
		});
		if (article.isStockItem) {
			fillSuppliers(admin, suppliersDice, { itemId: id, article, since });
		}
	}
}

/** A main supplier who says where the article is made, and a second one who says something else. */
function fillSuppliers(
	admin: Administration,
	dice: Dice,
	{ itemId, article, since }: { itemId: string; article: Article; since: number },
): void {
	for (const [isMain, country] of [
		[true, originOf(article)],
		[false, "CN"],
	] as const) {
		const id = dice.guid();
		admin.supplierItems.set(id, {
			ID: id,
			Item: itemId,
			ItemUnit: dice.guid(),
			Supplier: dice.guid(),
			MainSupplier: isMain,
			CountryOfOrigin: country,
			PurchasePrice: Math.round(article.price * 60) / 100,
			SupplierItemCode: `S-${article.code}`,
			Created: since,
			Modified: since,
		});
	}
}

/** Everything is made somewhere: by the first letter of its code. */
function originOf({ code }: Article): string {
	return ORIGINS[code.charCodeAt(0) % ORIGINS.length] ?? "DE";
}

const ORIGINS = ["DE", "IT", "CZ", "TW", "US"];

type List = { dice: Dice; since: number; entries: [string, string][] };

function fill(table: Collection<ListRow>, { dice, since, entries }: List): void {
	for (const [Code, Description] of entries) {
		const ID = dice.guid();
		table.set(ID, { ID, Code, Description, Created: since, Modified: since });
	}
}
