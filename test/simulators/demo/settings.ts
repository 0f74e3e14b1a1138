import { FEDEX_DEMO_FREIGHT } from "../fedex/credentials.ts";
import { allCompanies, type Company } from "./companies.ts";
import { demoCredentials } from "./credentials.ts";
import {
	AMERICAN_SERVICES,
	DELIVERY_WINDOW_DAYS,
	EUROPEAN_SERVICES,
	LEASED_COST_CENTRE,
	LEASING_ACCOUNT,
} from "./services.ts";

/** The connector's settings for a demo division, all but the FedEx account. */
export type DemoSettings = ReturnType<typeof settingsOf>;

/** A euro pallet. */
const PALLET = {
	code: "PALLET",
	lengthCm: 120,
	widthCm: 80,
	heightCm: 120,
	emptyGrams: 22_000,
	maxGrams: 500_000,
	packaging: "YOUR_PACKAGING",
};

/** Settings by `<region>/<division code>`. */
export const demoSettings: Record<string, DemoSettings> = Object.fromEntries(
	allCompanies.map((company) => [
		`${company.region}/${demoCredentials[company.region].division}`,
		settingsOf(company),
	]),
);

function settingsOf(company: Company) {
	return {
		shipFrom: {
			companyName: company.name,
			personName: company.userName,
			phone: company.phone.replaceAll(" ", ""),
			email: company.email,
			streetLines: [company.street],
			postalCode: company.postcode.replaceAll(" ", ""),
			city: company.city,
			state: company.state,
			country: company.country,
		},
		timeZone: company.timeZone,
		workingDays: [1, 2, 3, 4, 5],
		holidays: [],
		cutOff: "16:00",
		schedule: "*/15 * * * *",
		readFrom: null,
		trigger: "sales-order",
		readyRule: {
			approvalStatus: [1, 2],
			status: [12, 20],
			deliveryStatus: [12, 20],
			deliveryWithinDays: DELIVERY_WINDOW_DAYS,
			warehouses: null,
		},
		backorders: "person",
		services: company.country === "US" ? AMERICAN_SERVICES : EUROPEAN_SERVICES,
		weight: { unit: "kg", defaultGramsPerUnit: null },
		packing: { maxPackageGrams: 30_000, packageTypes: [PALLET] },
		customs: {
			originCountry: null,
			eoriNumber: company.country === "US" ? null : company.vatNumber,
			vatNumber: company.country === "US" ? null : company.vatNumber,
		},
		billing: {
			costCentres:
				company.country === "NL"
					? [
							{
								costCentre: LEASED_COST_CENTRE,
								payor: { by: "third-party", accountNumber: LEASING_ACCOUNT, country: "NL" },
							},
						]
					: [],
		},
		freight:
			company.country === "US"
				? { accountNumber: FEDEX_DEMO_FREIGHT.accountNumber, freightClass: "CLASS_070" }
				: null,
		label: { format: "PDF", stock: "PAPER_4X6" },
		pickupType: "USE_SCHEDULED_PICKUP",
		writeBack: { policy: "end-state", attachLabel: false, goodsDelivery: "none" },
		maxLabelsPerHour: 500,
		testDivision: true,
	};
}
