import type { Texts } from "../en.ts";

export const branding: Texts["branding"] = {
	trackingPage: "Trackingpagina",
	whatYourCustomersSee:
		"Wat je klanten zien op de pagina die hun pakket volgt. Het logo upload je op de pagina van de administratie.",
	nameOfYourShop: "Naam van je winkel",
	emptyShowsTheCompany: "Leeg toont het bedrijf van de afzender.",
	colour: "Kleur",
	sixHexadecimalDigitsSuch:
		"Zes hexadecimale cijfers zoals #0b5fa5, donker genoeg om op wit te lezen. 's Avonds wordt ze vanzelf lichter.",
	eMailForQuestions: "E-mail voor vragen",
	phoneForQuestions: "Telefoon voor vragen",
	website: "Website",
	beginsWithHttps: "Begint met https://.",
};
