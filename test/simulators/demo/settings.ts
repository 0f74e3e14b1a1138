import { companies, type Company } from "./companies.ts";
import { demoCredentials } from "./credentials.ts";
import { AMERICAN_SERVICES, DELIVERY_WINDOW_DAYS, EUROPEAN_SERVICES } from "./services.ts";

/** The connector's settings for a demo division, all but the FedEx account. */
export type DemoSettings = ReturnType<typeof settingsOf>;

/** Settings by `<region>/<division code>`. */
export const demoSettings: Record<string, DemoSettings> = Object.fromEntries(
	companies.map((company) => [
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
		label: { format: "PDF", stock: "PAPER_4X6" },
		pickupType: "USE_SCHEDULED_PICKUP",
		writeBack: { policy: "end-state", attachLabel: false, goodsDelivery: "none" },
		maxLabelsPerHour: 500,
		testDivision: true,
	};
}
