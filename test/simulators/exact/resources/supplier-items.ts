import { supplierItemFields } from "../fields/supplier-items.ts";
import type { SupplierItemRow } from "../state/row-types.ts";
import { derivations, type Resource } from "./resource.ts";

const countryNames = new Intl.DisplayNames("en", { type: "region" });

/** Who supplies an item; one of them is its main supplier, and says where it is made. */
export const supplierItems: Resource = {
	path: "logistics/SupplierItem",
	name: "SupplierItem",
	scope: "logistics.items",
	fields: supplierItemFields,
	key: "ID",
	mandatoryFilter: "any",
	rows: ({ admin }) => admin.supplierItems.values(),
	derive: derivations<SupplierItemRow>({
		ItemCode: (row, admin) => admin.items.get(row.Item)?.Code,
		ItemDescription: (row, admin) => admin.items.get(row.Item)?.Description,
		CountryOfOriginDescription: ({ CountryOfOrigin: country }) =>
			country === null ? null : countryNames.of(country),
		Currency: (_, admin) => admin.division.currency,
		PurchaseUnit: (row, admin) => admin.items.get(row.Item)?.Unit,
		PurchaseUnitFactor: () => 1,
		DropShipment: () => 0,
		CopyRemarks: () => 0,
	}),
};
