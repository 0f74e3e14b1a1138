import type { Value } from "../value.ts";

export const charts = {
	months: "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
	day: (month: Value, date: Value) => `${month} ${date}`,
};
