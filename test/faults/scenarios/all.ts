import type { Scenario } from "../scenario.ts";
import { plain } from "./plain.ts";
import { restored } from "./restored.ts";
import { storage } from "./storage.ts";
import { uncertain, uncertainAndLate } from "./uncertain.ts";
import { wakeUps } from "./wake-ups.ts";

export const scenarios: Scenario[] = [
	plain,
	uncertain,
	uncertainAndLate,
	wakeUps,
	storage,
	restored,
];
