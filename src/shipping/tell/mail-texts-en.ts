/** What the mails to customers say. `{company}` and `{number}` stand for the shop and its order. */
export const en = {
	"label_made.subject": "Your order {number} is ready for FedEx",
	"label_made.title": "Your parcel is ready for FedEx",
	"label_made.text": "We have packed your order {number}. FedEx collects it from us soon.",
	"out_for_delivery.subject": "Your parcel comes today (order {number})",
	"out_for_delivery.title": "Your parcel comes today",
	"out_for_delivery.text":
		"FedEx is on the way to you with your order {number}. Please see that somebody can take it in.",
	"delivered.subject": "Your parcel was delivered (order {number})",
	"delivered.title": "Your parcel was delivered",
	"delivered.text":
		"FedEx delivered your order {number}. Is something missing or damaged? Let us know.",
	"problem.subject": "Your parcel is delayed (order {number})",
	"problem.title": "Your parcel is delayed",
	"problem.text":
		"FedEx reports that your order {number} does not come as planned. The page below says where it is.",
	follow: "Follow your parcel",
	number: "Tracking number",
	why: "You get this mail because {company} sends you a parcel.",
	stop: "Send me no more of these mails",
	"stopped.title": "You get no more of these mails",
	"stopped.text": "{company} sends this address no more mails about parcels.",
	"ask.title": "No more mails about parcels?",
	"ask.text": "{company} then sends this address no more mails about parcels, of any order.",
};

export type MailTexts = typeof en;
