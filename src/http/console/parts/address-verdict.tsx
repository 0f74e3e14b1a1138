import type { toAddressCheck } from "../../api/route-parts.ts";
import { t } from "../texts/t.ts";
import { At } from "./texts.tsx";

/** What FedEx said of the delivery address. It is advice: it holds no order up. */
export function AddressVerdict({ check }: { check: ReturnType<typeof toAddressCheck> }) {
	if (check === null) {
		return <span class="quiet">{t.parts.notChecked}</span>;
	}
	const { isResolved, isResidential, checkedAt } = check;
	const kind = { true: t.parts.aHome, false: t.parts.aBusiness, null: "" }[`${isResidential}`];
	return (
		<span>
			{isResolved ? t.parts.fedexKnowsIt(kind) : t.parts.fedexDoesNotKnow(kind)}{" "}
			<span class="quiet small">
				<At iso={checkedAt} />
			</span>
		</span>
	);
}
