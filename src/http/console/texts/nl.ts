import type { Texts } from "./en.ts";
import { access } from "./nl/access.ts";
import { accounts } from "./nl/accounts.ts";
import { audit } from "./nl/audit.ts";
import { bench } from "./nl/bench.ts";
import { billing } from "./nl/billing.ts";
import { branding } from "./nl/branding.ts";
import { charges } from "./nl/charges.ts";
import { charts } from "./nl/charts.ts";
import { common } from "./nl/common.ts";
import { connections } from "./nl/connections.ts";
import { couriers } from "./nl/couriers.ts";
import { customs } from "./nl/customs.ts";
import { divisions } from "./nl/divisions.ts";
import { errors } from "./nl/errors.ts";
import { frame } from "./nl/frame.ts";
import { freight } from "./nl/freight.ts";
import { inbox } from "./nl/inbox.ts";
import { orders } from "./nl/orders.ts";
import { overview } from "./nl/overview.ts";
import { packing } from "./nl/packing.ts";
import { parts } from "./nl/parts.ts";
import { printing } from "./nl/printing.ts";
import { services } from "./nl/services.ts";
import { settings } from "./nl/settings.ts";
import { setUp } from "./nl/setUp.ts";
import { shipments } from "./nl/shipments.ts";
import { stationScript } from "./nl/station-script.ts";
import { station } from "./nl/station.ts";
import { telling } from "./nl/telling.ts";
import { webhooks } from "./nl/webhooks.ts";
import { words } from "./nl/words.ts";
import { writeCosts } from "./nl/writeCosts.ts";

export const nl: Texts = {
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
