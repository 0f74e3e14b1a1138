import type { Texts } from "../en.ts";

export const errors: Texts["errors"] = {
	s400: "Het verzoek kan niet worden gelezen",
	s401: "Niet ingelogd",
	s403: "Niet toegestaan",
	s404: "Niet gevonden",
	s409: "In deze toestand niet mogelijk",
	s410: "Verdwenen",
	s413: "Te groot",
	s415: "Onbekend soort bestand",
	s422: "Klopt niet",
	s429: "Te veel verzoeken",
	s500: "Interne fout",
	s502: "De andere kant weigerde",
	s503: "Niet beschikbaar",
};
