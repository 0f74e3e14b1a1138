/** Shipping methods of Exact that the demo's settings map to a FedEx service. */
export const EUROPEAN_SERVICES = [
	{ shippingMethod: "FDX-PRIO", service: "FEDEX_PRIORITY", packaging: "YOUR_PACKAGING" },
	{ shippingMethod: "FDX-ECO", service: "FEDEX_REGIONAL_ECONOMY", packaging: "YOUR_PACKAGING" },
	{
		shippingMethod: "FDX-INTL",
		zones: ["international"],
		service: "FEDEX_INTERNATIONAL_PRIORITY",
		packaging: "YOUR_PACKAGING",
	},
	{
		shippingMethod: "FDX-FRT",
		zones: ["domestic"],
		service: "FEDEX_PRIORITY_FREIGHT",
		packaging: "YOUR_PACKAGING",
		packageType: "PALLET",
	},
];

export const AMERICAN_SERVICES = [
	{ shippingMethod: "FDX-GRND", service: "FEDEX_GROUND", packaging: "YOUR_PACKAGING" },
	{ shippingMethod: "FDX-2DAY", service: "FEDEX_2_DAY", packaging: "YOUR_PACKAGING" },
	{
		shippingMethod: "FDX-INTL",
		zones: ["international"],
		service: "FEDEX_INTERNATIONAL_PRIORITY",
		packaging: "YOUR_PACKAGING",
	},
	{
		shippingMethod: "FDX-LTL",
		zones: ["domestic"],
		service: "FEDEX_FREIGHT_ECONOMY",
		packaging: "YOUR_PACKAGING",
	},
];

export const MAPPED_METHODS: ReadonlySet<string> = new Set(
	[...EUROPEAN_SERVICES, ...AMERICAN_SERVICES].map((entry) => entry.shippingMethod),
);

/** Its goods are paid for by the leasing company, with a FedEx account of its own. */
export const LEASED_COST_CENTRE = "LEASE";
export const LEASING_ACCOUNT = "510099007";

/** Orders for a later day than this wait. */
export const DELIVERY_WINDOW_DAYS = 5;
