import { type ConsoleLanguage, spokenLanguage } from "../language.ts";
import { en, type Texts } from "./en.ts";
import { nl } from "./nl.ts";

export const CATALOGUES = { en, nl } satisfies Record<ConsoleLanguage, Texts>;

/**
 * The texts of the console in the language of the person that this request is answered for: `t.orders.noOrderMatches`.
 * They are looked up when they are read, so a constant of a module must not keep one: it would keep it in English.
 */
export const t: Texts = Object.defineProperties(
	{},
	Object.fromEntries(
		(Object.keys(en) as (keyof Texts)[]).map((area) => [
			area,
			{ get: () => CATALOGUES[spokenLanguage()][area], enumerable: true },
		]),
	),
) as Texts;
