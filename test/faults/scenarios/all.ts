import type { Scenario } from "../scenario.ts";
import { plain } from "./plain.ts";

export const scenarios: Scenario[] = [plain];
