import { expect, it } from "vitest";

import { exactBaseUrl } from "../../src/exact/hosts.ts";
import { exactOrderPage } from "../../src/exact/order-page.ts";

it("leads to the order on its own country site and in its own division", () => {
	const url = new URL(
		exactOrderPage(exactBaseUrl("co.uk"), { division: 123_456, exactOrderId: "0a-1b" }),
	);

	expect(url.host).toBe("start.exactonline.co.uk");
	expect(url.searchParams.get("ID")).toBe("{0a-1b}");
	expect(url.searchParams.get("_Division_")).toBe("123456");
});
