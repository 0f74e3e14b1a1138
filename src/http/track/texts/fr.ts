import type { Texts } from "./en.ts";

export const fr: Texts = {
	language: "Français",
	"page.title": "Votre colis de {company}",
	"page.order": "Commande {number}",
	"page.to": "Vers {place}",
	"page.updated": "Les heures sont celles de {zone}.",
	"page.privacy": "Cette page n’affiche ni votre nom ni votre adresse.",
	"page.languages": "Langue",

	"state.preparing": "Nous préparons votre commande",
	"state.label_made": "Votre colis est prêt pour FedEx",
	"state.in_transit": "Votre colis est en route",
	"state.out_for_delivery": "Votre colis sera livré aujourd’hui",
	"state.exception": "Votre colis a du retard",
	"state.returned": "Votre colis nous revient",
	"state.delivered": "Votre colis a été livré",

	"explain.preparing": "Dès qu’il sera emballé, vous pourrez le suivre ici. Conservez ce lien.",
	"explain.label_made": "Il est emballé et étiqueté. FedEx ne l’a pas encore scanné.",
	"explain.in_transit": "FedEx l’a pris en charge. Vous voyez ci-dessous où il était en dernier.",
	"explain.out_for_delivery":
		"Il est dans le véhicule de livraison. Veillez à ce que quelqu’un puisse le recevoir.",
	"explain.exception":
		"FedEx signale un retard. Vous n’avez rien à faire ; contactez-nous si cela dure trop longtemps.",
	"explain.returned": "Il n’a pas pu être livré. Contactez-nous, nous trouverons une solution.",
	"explain.delivered": "Il manque quelque chose ou un article est abîmé ? Dites-le-nous.",

	"step.label_made": "Emballé",
	"step.in_transit": "En route",
	"step.out_for_delivery": "En livraison",
	"step.delivered": "Livré",

	"expected.one": "Livraison prévue le",
	"expected.many": "Le dernier colis est prévu le",
	"delivered.on": "Livré le",

	"parcels.title": "Colis",
	"parcels.one": "Colis {number} sur {count}",
	"parcels.number": "Numéro de suivi",
	"parcels.fedex": "Voir chez FedEx",

	"short.label_made": "Emballé",
	"short.in_transit": "En route",
	"short.out_for_delivery": "En livraison",
	"short.exception": "En retard",
	"short.returned": "Revient",
	"short.delivered": "Livré",

	"events.title": "Ce qui s’est passé",
	"events.none": "Rien pour l’instant. Le premier scan de FedEx apparaîtra ici.",

	"event.label": "Envoi annoncé à FedEx",
	"event.picked_up": "Pris en charge par FedEx",
	"event.left": "Parti d’un site FedEx",
	"event.arrived": "Arrivé sur un site FedEx",
	"event.on_the_way": "En route",
	"event.customs_cleared": "Dédouané",
	"event.customs_delay": "Retenu par la douane",
	"event.out_for_delivery": "En livraison",
	"event.ready_to_collect": "Prêt à être retiré",
	"event.delivery_failed": "N’a pas pu être livré à la première tentative",
	"event.delayed": "En retard",
	"event.cancelled": "Annulé chez FedEx",
	"event.returned": "Sur le chemin du retour vers l’expéditeur",
	"event.delivered": "Livré",

	"contact.title": "Des questions ?",
	"contact.text": "{company} vous aide volontiers. Indiquez la commande {number}.",
	"contact.none": "Adressez-vous à {company} en indiquant la commande {number}.",

	"gone.title": "Cet envoi a été retiré",
	"gone.text":
		"Son étiquette n’est plus utilisée. Si votre commande est expédiée à nouveau, vous recevrez un nouveau lien.",
	"withdrawn.title": "Ce lien n’est plus valable",
	"withdrawn.text":
		"Il a été remplacé. Utilisez le dernier lien reçu, ou adressez-vous à la boutique.",
	"unknown.title": "Nous ne connaissons pas ce lien",
	"unknown.text": "Vérifiez qu’il est complet : il a peut-être été coupé dans le message.",
	"trouble.title": "Un instant, s’il vous plaît",
	"trouble.text": "La page ne peut pas être affichée pour le moment. Réessayez dans une minute.",
};
