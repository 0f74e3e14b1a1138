import type { Scenario } from "../scenario.ts";
import { accountRefused } from "./account-refused.ts";
import { badDocuments } from "./bad-documents.ts";
import { badOrders } from "./bad-orders.ts";
import { exactDay, exactLicence, exactMinute } from "./exact-limits.ts";
import { fedexTokens } from "./fedex-tokens.ts";
import { grants } from "./grants.ts";
import { growth } from "./growth.ts";
import { hints } from "./hints.ts";
import { kills } from "./kills/kills.ts";
import { moved } from "./moved.ts";
import { plain } from "./plain.ts";
import { restored } from "./restored.ts";
import { storage } from "./storage.ts";
import { uncertain, uncertainAndLate } from "./uncertain.ts";
import { wakeUps } from "./wake-ups.ts";

export const scenarios: Scenario[] = [
	plain,
	uncertain,
	uncertainAndLate,
	...kills,
	wakeUps,
	storage,
	restored,
	moved,
	grants,
	fedexTokens,
	exactMinute,
	exactDay,
	exactLicence,
	accountRefused,
	hints,
	badOrders,
	badDocuments,
	growth,
];
