import type { Texts } from "../en.ts";
import type { Value } from "../value.ts";

export const charts: Texts["charts"] = {
	months: "jan feb mrt apr mei jun jul aug sep okt nov dec",
	day: (month: Value, date: Value) => `${date} ${month}`,
};
