import type { Administration } from "./administration.ts";
import type { OrderChange } from "./order-change.ts";
import type { OrderRow } from "./row-types.ts";

/** Relations have row versions of their own: no order moves when they change. */
export function changeRelations(admin: Administration, order: OrderRow, change: OrderChange): void {
	const now = { Modified: admin.wallNow() };
	const address = admin.addresses.get(order.DeliveryAddress ?? "");
	if (address !== undefined && change.address !== undefined) {
		const { street, street2, postcode, city, state, country, phone } = change.address;
		admin.addresses.set(address.ID, {
			...address,
			...now,
			AddressLine1: given(street, address.AddressLine1),
			AddressLine2: given(street2, address.AddressLine2),
			Postcode: given(postcode, address.Postcode),
			City: given(city, address.City),
			State: given(state, address.State),
			Country: country ?? address.Country,
			Phone: given(phone, address.Phone),
		});
	}
	const contact = admin.contacts.get(order.DeliverToContactPerson ?? "");
	if (contact !== undefined && change.contact !== undefined) {
		admin.contacts.set(contact.ID, { ...contact, ...now, BusinessPhone: change.contact.phone });
	}
	const account = admin.accounts.get(order.DeliverTo);
	if (account !== undefined && change.customer !== undefined) {
		const { phone, name, deliveryAdvice } = change.customer;
		admin.accounts.set(account.ID, {
			...account,
			...now,
			Phone: given(phone, account.Phone),
			Name: name ?? account.Name,
			DeliveryAdvice: deliveryAdvice ?? account.DeliveryAdvice,
		});
	}
}

function given<T>(wished: T | undefined, known: T): T {
	return wished === undefined ? known : wished;
}
