import { access } from "./en/access.ts";
import { accounts } from "./en/accounts.ts";
import { audit } from "./en/audit.ts";
import { bench } from "./en/bench.ts";
import { billing } from "./en/billing.ts";
import { branding } from "./en/branding.ts";
import { charges } from "./en/charges.ts";
import { charts } from "./en/charts.ts";
import { common } from "./en/common.ts";
import { connections } from "./en/connections.ts";
import { couriers } from "./en/couriers.ts";
import { customs } from "./en/customs.ts";
import { divisions } from "./en/divisions.ts";
import { errors } from "./en/errors.ts";
import { frame } from "./en/frame.ts";
import { freight } from "./en/freight.ts";
import { inbox } from "./en/inbox.ts";
import { orders } from "./en/orders.ts";
import { overview } from "./en/overview.ts";
import { packing } from "./en/packing.ts";
import { parts } from "./en/parts.ts";
import { printing } from "./en/printing.ts";
import { services } from "./en/services.ts";
import { settings } from "./en/settings.ts";
import { setUp } from "./en/setUp.ts";
import { shipments } from "./en/shipments.ts";
import { stationScript } from "./en/station-script.ts";
import { station } from "./en/station.ts";
import { telling } from "./en/telling.ts";
import { webhooks } from "./en/webhooks.ts";
import { words } from "./en/words.ts";
import { writeCosts } from "./en/writeCosts.ts";

export const en = {
	access,
	accounts,
	audit,
	bench,
	billing,
	branding,
	charges,
	charts,
	common,
	connections,
	couriers,
	customs,
	divisions,
	errors,
	frame,
	freight,
	inbox,
	orders,
	overview,
	packing,
	parts,
	printing,
	services,
	setUp,
	settings,
	shipments,
	station,
	stationScript,
	telling,
	webhooks,
	words,
	writeCosts,
};

/** What a language has to have: the same texts, by the same names. */
export type Texts = typeof en;
