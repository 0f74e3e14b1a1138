import { hasEuropeanDomestic, isInEurope } from "./countries.ts";

export type ServiceCategory = "EXPRESS" | "GROUND" | "EXPRESS_FREIGHT";

/**
 * Where a service runs: inside Europe's countries, inside the US, between the US and Canada, between European
 * countries, or abroad.
 */
type Lane = "european-domestic" | "us-domestic" | "us-canada" | "regional" | "international";

export type Service = {
	name: string;
	category: ServiceCategory;
	lanes: Lane[];
	transitDays: number;
	/** Price in whole cents: the base and what each kilogram adds. */
	baseCents: number;
	centsPerKilogram: number;
};

const SERVICES: Record<string, Service> = {
	FEDEX_FIRST: service("FedEx First", ["european-domestic"], 1, 3150),
	FEDEX_PRIORITY_EXPRESS: service("FedEx Priority Express", ["european-domestic"], 1, 2210),
	FEDEX_PRIORITY: service("FedEx Priority", ["european-domestic"], 1, 1290),
	FEDEX_PRIORITY_EXPRESS_FREIGHT: freight(
		"FedEx Priority Express Freight",
		["european-domestic"],
		1,
	),
	FEDEX_PRIORITY_FREIGHT: freight("FedEx Priority Freight", ["european-domestic"], 1),
	FEDEX_REGIONAL_ECONOMY: service("FedEx Regional Economy", ["regional"], 3, 1840),
	FEDEX_REGIONAL_ECONOMY_FREIGHT: freight("FedEx Regional Economy Freight", ["regional"], 3),
	FEDEX_INTERNATIONAL_PRIORITY_EXPRESS: abroad("FedEx International Priority Express", 1, 5290),
	FEDEX_INTERNATIONAL_PRIORITY: abroad("FedEx International Priority", 2, 4480),
	INTERNATIONAL_FIRST: abroad("FedEx International First", 1, 7990),
	INTERNATIONAL_ECONOMY: abroad("FedEx International Economy", 4, 3370),
	FEDEX_INTERNATIONAL_CONNECT_PLUS: abroad("FedEx International Connect Plus", 3, 2890),
	INTERNATIONAL_PRIORITY_FREIGHT: freight(
		"FedEx International Priority Freight",
		["international"],
		3,
	),
	INTERNATIONAL_ECONOMY_FREIGHT: freight(
		"FedEx International Economy Freight",
		["international"],
		5,
	),
	FEDEX_INTERNATIONAL_DEFERRED_FREIGHT: freight("FedEx Deferred Freight", ["international"], 6),
	FEDEX_GROUND: { ...ground("FedEx Ground", 3, 1180), lanes: ["us-domestic", "us-canada"] },
	GROUND_HOME_DELIVERY: ground("FedEx Home Delivery", 3, 1260),
	SMART_POST: ground("FedEx Ground Economy", 5, 890),
	FEDEX_2_DAY: service("FedEx 2Day", ["us-domestic"], 2, 2650),
	FEDEX_2_DAY_AM: service("FedEx 2Day AM", ["us-domestic"], 2, 3020),
	FEDEX_EXPRESS_SAVER: service("FedEx Express Saver", ["us-domestic"], 3, 2240),
	STANDARD_OVERNIGHT: service("FedEx Standard Overnight", ["us-domestic"], 1, 4410),
	PRIORITY_OVERNIGHT: service("FedEx Priority Overnight", ["us-domestic"], 1, 4870),
	FIRST_OVERNIGHT: service("FedEx First Overnight", ["us-domestic"], 1, 7640),
	FEDEX_1_DAY_FREIGHT: freight("FedEx 1Day Freight", ["us-domestic"], 1),
	FEDEX_2_DAY_FREIGHT: freight("FedEx 2Day Freight", ["us-domestic"], 2),
	FEDEX_3_DAY_FREIGHT: freight("FedEx 3Day Freight", ["us-domestic"], 3),
	FEDEX_FIRST_FREIGHT: freight("FedEx First Overnight Freight", ["us-domestic"], 1),
};

/** The older name of a service still occurs in requests. */
const OLDER_NAMES: Record<string, string> = {
	INTERNATIONAL_PRIORITY: "FEDEX_INTERNATIONAL_PRIORITY",
};

export function findService(type: string): Service | undefined {
	return SERVICES[OLDER_NAMES[type] ?? type];
}

export function listServices(): [string, Service][] {
	return Object.entries(SERVICES);
}

export function isOnLane(service: Service, origin: string, destination: string): boolean {
	return service.lanes.some((lane) => lanesOf(origin, destination).includes(lane));
}

function lanesOf(origin: string, destination: string): Lane[] {
	if (origin === destination) {
		const european: Lane[] = hasEuropeanDomestic(origin) ? ["european-domestic"] : [];
		return origin === "US" ? ["us-domestic"] : european;
	}
	if (isInEurope(origin) && isInEurope(destination)) {
		return ["regional", "international"];
	}
	const isUsCanada = [origin, destination].toSorted().join() === "CA,US";
	return isUsCanada ? ["us-canada", "international"] : ["international"];
}

function service(name: string, lanes: Lane[], transitDays: number, baseCents: number): Service {
	return { name, category: "EXPRESS", lanes, transitDays, baseCents, centsPerKilogram: 85 };
}

function abroad(name: string, transitDays: number, baseCents: number): Service {
	return { ...service(name, ["international"], transitDays, baseCents), centsPerKilogram: 310 };
}

function ground(name: string, transitDays: number, baseCents: number): Service {
	return { ...service(name, ["us-domestic"], transitDays, baseCents), category: "GROUND" };
}

function freight(name: string, lanes: Lane[], transitDays: number): Service {
	return { ...service(name, lanes, transitDays, 14900), category: "EXPRESS_FREIGHT" };
}
