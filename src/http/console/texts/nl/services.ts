import type { Texts } from "../en.ts";

export const services: Texts["services"] = {
	services: "Services",
	whichFedexServiceAn:
		"Met welke FedEx-service een order gaat. De eerste regel waarvan alle voorwaarden kloppen, wint; een order waarvan de verzendmethode geen regel heeft, wordt niet verzonden.",
	rules: "Regels",
	theMethodByIts:
		"De methode met haar code in Exact. De service CHEAPEST neemt de goedkoopste die op tijd aankomt. Maak een rij leeg om haar te laten vallen; een lege verpakking is je eigen.",
	addRules: "Regels toevoegen",
	shippingMethodInExact: "Verzendmethode in Exact",
	fedexService: "FedEx-service",
	cheapestWorkingDaysAt: "Goedkoopste: werkdagen, hoogstens",
	codeOfOneOf: "Code van een van die hieronder; leeg neemt het gebruikelijke van de administratie.",
	onlyFor: "Alleen voor",
	domestic: "binnenland",
	withinTheEu: "binnen de EU",
	international: "internationaal",
	onlyToCountries: "Alleen naar landen",
	twoCapitalsEachSuch: "Elk twee hoofdletters, zoals DE, FR.",
	onlyFromWarehouses: "Alleen uit magazijnen",
	codesWithCommasBetween: "Codes, met komma's ertussen.",
	onlyToHomes: "Alleen naar woonadressen",
	either: "allebei",
	fromGrams: "Vanaf gram",
	upToGrams: "Tot en met gram",
	fromGoodsWorth: "Vanaf goederenwaarde",
	upToGoodsWorth: "Tot en met goederenwaarde",
	holdAtFedexLocation: "Afhalen bij FedEx-locatie",
	itsId: "De id ervan.",
};
