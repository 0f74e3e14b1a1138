import type { toAddressCheck } from "../../api/route-parts.ts";
import { At } from "./texts.tsx";

/** What FedEx said of the delivery address. It is advice: it holds no order up. */
export function AddressVerdict({ check }: { check: ReturnType<typeof toAddressCheck> }) {
	if (check === null) {
		return <span class="quiet">not checked</span>;
	}
	const { isResolved, isResidential, checkedAt } = check;
	const kind = { true: ", a home", false: ", a business", null: "" }[`${isResidential}`];
	return (
		<span>
			{isResolved
				? `FedEx knows it${kind}`
				: `FedEx does not know it${kind}: look whether street and postal code are right in Exact`}{" "}
			<span class="quiet small">
				<At iso={checkedAt} />
			</span>
		</span>
	);
}
