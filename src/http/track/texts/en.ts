/** What the customer reads, in English. The other languages have the same keys; `{…}` stands for what is filled in. */
export const en = {
	language: "English",
	"page.title": "Your parcel from {company}",
	"page.order": "Order {number}",
	"page.to": "To {place}",
	"page.updated": "Times are those of {zone}.",
	"page.privacy": "This page shows neither your name nor your address.",
	"page.languages": "Language",

	"state.preparing": "We are preparing your order",
	"state.label_made": "Your parcel is ready for FedEx",
	"state.in_transit": "Your parcel is on its way",
	"state.out_for_delivery": "Your parcel is being delivered today",
	"state.exception": "Your parcel is delayed",
	"state.returned": "Your parcel is coming back to us",
	"state.delivered": "Your parcel was delivered",

	"explain.preparing": "As soon as it is packed you can follow it here. Keep this link.",
	"explain.label_made": "It is packed and labelled. FedEx has not scanned it yet.",
	"explain.in_transit": "FedEx has it. Below you see where it was last.",
	"explain.out_for_delivery": "It is in the van. Please see that somebody can take it.",
	"explain.exception":
		"FedEx reports a delay. You need not do anything; ask us if it takes too long.",
	"explain.returned": "It could not be delivered. Please contact us, and we will find a way.",
	"explain.delivered": "Is something missing or damaged? Tell us.",

	"step.label_made": "Packed",
	"step.in_transit": "On its way",
	"step.out_for_delivery": "Out for delivery",
	"step.delivered": "Delivered",

	"expected.one": "Expected on",
	"expected.many": "The last parcel is expected on",
	"delivered.on": "Delivered on",

	"parcels.title": "Parcels",
	"parcels.one": "Parcel {number} of {count}",
	"parcels.number": "Tracking number",
	"parcels.fedex": "See it at FedEx",

	"short.label_made": "Packed",
	"short.in_transit": "On its way",
	"short.out_for_delivery": "Out for delivery",
	"short.exception": "Delayed",
	"short.returned": "Coming back",
	"short.delivered": "Delivered",

	"events.title": "What happened",
	"events.none": "Nothing yet. The first scan of FedEx appears here.",

	"event.label": "Shipment announced to FedEx",
	"event.picked_up": "Picked up by FedEx",
	"event.left": "Left a FedEx location",
	"event.arrived": "Arrived at a FedEx location",
	"event.on_the_way": "On its way",
	"event.customs_cleared": "Cleared by customs",
	"event.customs_delay": "Held by customs",
	"event.out_for_delivery": "Out for delivery",
	"event.ready_to_collect": "Ready to be collected",
	"event.delivery_failed": "Could not be delivered at the first try",
	"event.delayed": "Delayed",
	"event.cancelled": "Cancelled at FedEx",
	"event.returned": "On its way back to the sender",
	"event.delivered": "Delivered",

	"contact.title": "Questions?",
	"contact.text": "{company} is glad to help. Please name order {number}.",
	"contact.none": "Please ask {company}, and name order {number}.",

	"gone.title": "This shipment was withdrawn",
	"gone.text": "Its label is not used any more. If your order is sent again, you get a new link.",
	"withdrawn.title": "This link is not valid any more",
	"withdrawn.text": "It was replaced. Please use the newest link that you got, or ask the shop.",
	"unknown.title": "We do not know this link",
	"unknown.text": "Please check that it is complete: it may have been cut in two in the mail.",
	"trouble.title": "This takes a moment",
	"trouble.text": "The page can't be shown right now. Please try again in a minute.",
};

export type TextKey = keyof typeof en;
export type Texts = Readonly<Record<TextKey, string>>;
