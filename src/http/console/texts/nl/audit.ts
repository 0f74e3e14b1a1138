import type { Texts } from "../en.ts";

export const audit: Texts["audit"] = {
	audit: "Logboek",
	subject: "Onderwerp",
	nothingMatches: "Niets gevonden.",
	details: "Details",
};
