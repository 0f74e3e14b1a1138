/** What the settings say where a division leaves these sections out. */
export const DEFAULT_SECTIONS = {
	branding: { name: null, colour: null, email: null, phone: null, website: null },
	customerMails: {
		labelMade: false,
		outForDelivery: false,
		delivered: false,
		problem: false,
		language: "auto",
		replyTo: null,
	},
	fedexMails: { shipped: false, onDelivery: false, exception: false, estimatedDelivery: false },
	packing: {
		maxPackageGrams: null,
		maxUnitsPerPackage: null,
		packageTypes: [],
		packageType: null,
	},
	customs: {
		originCountry: null,
		purpose: "SOLD",
		incoterm: "DAP",
		freeLines: "block",
		nominalValue: "1.00",
		eoriNumber: null,
		vatNumber: null,
		iossNumber: null,
		electronicDocuments: false,
	},
	billing: {
		payor: null,
		costCentre: "single",
		costCentres: [],
		costCentreNeeded: "no",
		invoiceNumber: "none",
		maxCharge: null,
		maxOverQuotePercent: null,
	},
	addresses: { defaultPhone: null, validate: false },
	freight: null,
};

/** What a service rule says of conditions that it leaves out. */
export const DEFAULT_RULE = {
	zones: null,
	countries: null,
	minWeightGrams: null,
	maxWeightGrams: null,
	minValue: null,
	maxValue: null,
	residential: null,
	warehouses: null,
	arriveWithinDays: null,
	packaging: "YOUR_PACKAGING",
	packageType: null,
	signature: null,
	saturdayDelivery: false,
	holdAtLocation: null,
};
