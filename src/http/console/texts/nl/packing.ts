import type { Texts } from "../en.ts";

export const packing: Texts["packing"] = {
	packing: "Inpakken",
	howGoodsArePut: "Hoe goederen in dozen gaan.",
	gramsInOnePackage: "Gram in één pakket, hoogstens",
	emptyLeavesItTo: "Leeg laat het aan de grens van de verpakking zelf over.",
	unitsInOnePackage: "Stuks in één pakket, hoogstens",
	usualPackageType: "Gebruikelijk verpakkingstype",
	itsCodeBelowEmpty: "De code hieronder; leeg meldt FedEx geen afmetingen.",
	packageTypes: "Verpakkingstypen",
	addPackageTypes: "Verpakkingstypen toevoegen",
	code: "Code",
	lengthCm: "Lengte, cm",
	widthCm: "Breedte, cm",
	heightCm: "Hoogte, cm",
	gramsEmpty: "Gram, leeg",
	gramsFullAtMost: "Gram, vol, hoogstens",
	fedexPackaging: "FedEx-verpakking",
	waitForBench: "Op de paktafel wachten",
	waitForBenchHint:
		"Er wordt geen label gemaakt voordat de order daar is ingepakt. Voor verkooporders waarbij iemand beslist over wat overblijft.",
};
