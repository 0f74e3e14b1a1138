import type { Texts } from "../en.ts";

export const telling: Texts["telling"] = {
	webhooks: "Webhooks",
	alerts: "Meldingen",
};
