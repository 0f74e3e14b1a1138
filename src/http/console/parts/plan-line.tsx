import { t } from "../texts/t.ts";
import { kilos } from "./amounts.ts";

/** What a ready order would become, on one line. */
export function PlanLine(props: {
	plan: {
		service: string;
		rule: number;
		because: readonly string[];
		packages: number;
		weightGrams: number;
		shipments: number;
	};
}) {
	const { service, rule, because, packages, weightGrams, shipments } = props.plan;
	return (
		<p class="details">
			<b>{service}</b> {shipments > 1 ? t.parts.shipments(shipments) : ""}
			{packagesInWords(packages)}, {kilos(weightGrams)}{" "}
			<span>
				{t.parts.rule} {rule}: {because.join(", ")}
			</span>
		</p>
	);
}

export function packagesInWords(count: number): string {
	return count === 1 ? t.parts.n1Package : t.parts.packages(count);
}
