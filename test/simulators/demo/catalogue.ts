export type Article = {
	code: string;
	description: string;
	/** Kilograms; `null` where nobody has weighed it. */
	netWeight: number | null;
	grossWeight: number | null;
	price: number;
	commodityCode: string | null;
	isStockItem: boolean;
	stock: number;
};

const STOCK = 100_000;

/** Code, description, net and gross weight in kg, price, commodity code. */
const GOODS: [string, string, number, number, number, string][] = [
	["BRG-6204", "Ball bearing 6204-2RS", 0.11, 0.13, 6.95, "84821010"],
	["BRG-6305", "Ball bearing 6305-ZZ", 0.23, 0.26, 9.4, "84821010"],
	["BRG-32008", "Tapered roller bearing 32008", 0.27, 0.31, 18.5, "84822000"],
	["BLT-A42", "V-belt A42", 0.16, 0.18, 7.2, "40103100"],
	["BLT-B60", "V-belt B60", 0.33, 0.36, 11.8, "40103100"],
	["BLT-T5", "Timing belt T5 630 mm", 0.08, 0.1, 14.6, "40103500"],
	["CHN-08B", "Roller chain 08B-1, 5 m", 3.5, 3.7, 42, "73151190"],
	["CHN-10B", "Roller chain 10B-1, 5 m", 4.7, 4.95, 56.5, "73151190"],
	["SPR-17", "Sprocket 17 teeth", 0.48, 0.52, 12.9, "84839089"],
	["SPR-25", "Sprocket 25 teeth", 0.94, 1, 19.9, "84839089"],
	["FLT-OIL3", "Oil filter, 3 inch", 0.35, 0.4, 8.75, "84212300"],
	["FLT-AIR7", "Air filter cartridge", 0.62, 0.75, 21.4, "84213100"],
	["FLT-FUEL", "Fuel filter with drain", 0.28, 0.33, 13.3, "84212300"],
	["FLT-HYD", "Hydraulic filter element", 0.85, 0.95, 38.6, "84212980"],
	["PMP-G10", "Gear pump 10 cc", 3.1, 3.4, 149, "84136031"],
	["PMP-W12", "Water pump 12 V", 1.4, 1.6, 64.5, "84137030"],
	["VLV-B15", "Ball valve 1/2 inch", 0.22, 0.25, 9.9, "84818081"],
	["VLV-S24", "Solenoid valve 24 V", 0.74, 0.82, 57.8, "84818059"],
	["HSE-R2", "Hydraulic hose R2, 2 m", 1.3, 1.4, 27.5, "40092200"],
	["HSE-AIR", "Air hose 10 m", 1.9, 2.1, 24.9, "39173900"],
	["SEA-KIT4", "Seal kit for cylinder 40 mm", 0.06, 0.09, 16.2, "40169300"],
	["ORG-BOX", "O-ring assortment", 0.45, 0.5, 19.5, "40169300"],
	["SPK-NGK", "Spark plug, set of 4", 0.2, 0.24, 22, "85111000"],
	["ALT-90A", "Alternator 90 A", 5.6, 6.1, 189, "85115000"],
	["STR-12V", "Starter motor 12 V", 4.2, 4.6, 159, "85114000"],
	["RLY-40A", "Relay 40 A, 12 V", 0.04, 0.05, 4.6, "85364110"],
	["FSE-SET", "Blade fuse set", 0.12, 0.15, 6.1, "85361010"],
	["CBL-16", "Battery cable 16 mm2, 3 m", 0.62, 0.66, 18.3, "85444290"],
	["LMP-LED", "LED work lamp", 0.55, 0.7, 34.9, "85122000"],
	["SNS-IND", "Inductive sensor M12", 0.05, 0.07, 28.8, "85365019"],
	["SNS-TMP", "Temperature sensor PT100", 0.04, 0.06, 23.7, "90251980"],
	["GRS-400", "Grease cartridges, 12 pieces", 5.3, 5.6, 68, "34031980"],
	["TOL-TRQ", "Torque wrench 20-200 Nm", 1.7, 2.2, 79, "82041100"],
	["TOL-PUL", "Bearing puller, 3 legs", 1.2, 1.35, 36.4, "82057000"],
	["BOL-M10", "Bolts M10x40, 100 pieces", 3.2, 3.3, 26.5, "73181588"],
	["NUT-M10", "Lock nuts M10, 100 pieces", 1.1, 1.15, 14.2, "73181692"],
	["WHL-CST", "Castor wheel 125 mm", 0.95, 1.05, 15.9, "83022000"],
	["BRK-PAD", "Brake pad set", 1.6, 1.75, 44.5, "87083010"],
	["BRK-DSC", "Brake disc 280 mm", 6.4, 6.7, 52, "87083091"],
	["RAD-CAP", "Radiator cap 1.1 bar", 0.09, 0.11, 7.9, "87089135"],
];

/** What the special orders are made of. */
export const UNWEIGHED = "PRT-NEW1";
export const SHORT_IN_STOCK = "PMP-X900";
export const SERVICE = "SRV-MOUNT";

export const articles: Article[] = [
	...GOODS.map(([code, description, netWeight, grossWeight, price, commodityCode]) => ({
		code,
		description,
		netWeight,
		grossWeight,
		price,
		commodityCode,
		isStockItem: true,
		stock: STOCK,
	})),
	special(UNWEIGHED, "Control panel, new model", { stock: 50, price: 210 }),
	special(SHORT_IN_STOCK, "Piston pump, on backorder", { weight: 4.8, price: 480 }),
	special(SERVICE, "Mounting on site, hour", { isStockItem: false, price: 85 }),
	special("SRV-CHECK", "Yearly inspection, hour", { isStockItem: false, price: 95 }),
];

/** Articles that may stand on any order. */
export const ordinaryArticles: Article[] = articles.slice(0, GOODS.length);

type Special = { weight?: number; stock?: number; price: number; isStockItem?: boolean };

function special(code: string, description: string, options: Special): Article {
	const { weight, stock = 0, price, isStockItem = true } = options;
	return {
		code,
		description,
		netWeight: weight ?? null,
		grossWeight: weight ?? null,
		price,
		commodityCode: isStockItem ? "84139100" : null,
		isStockItem,
		stock,
	};
}
