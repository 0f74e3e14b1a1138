import type { MailTexts } from "./mail-texts-en.ts";

export const fr: MailTexts = {
	"label_made.subject": "Votre commande {number} est prête pour FedEx",
	"label_made.title": "Votre colis est prêt pour FedEx",
	"label_made.text": "Nous avons emballé votre commande {number}. FedEx vient bientôt la chercher.",
	"out_for_delivery.subject": "Votre colis arrive aujourd’hui (commande {number})",
	"out_for_delivery.title": "Votre colis arrive aujourd’hui",
	"out_for_delivery.text":
		"FedEx est en route vers vous avec votre commande {number}. Veillez à ce que quelqu’un puisse recevoir le colis.",
	"delivered.subject": "Votre colis a été livré (commande {number})",
	"delivered.title": "Votre colis a été livré",
	"delivered.text":
		"FedEx a livré votre commande {number}. Quelque chose manque ou est abîmé ? Dites-le-nous.",
	"problem.subject": "Votre colis a du retard (commande {number})",
	"problem.title": "Votre colis a du retard",
	"problem.text":
		"FedEx signale que votre commande {number} n’arrive pas comme prévu. La page ci-dessous indique où se trouve le colis.",
	follow: "Suivre votre colis",
	number: "Numéro de suivi",
	why: "Vous recevez ce message parce que {company} vous envoie un colis.",
	stop: "Ne plus recevoir ces messages",
	"stopped.title": "Vous ne recevrez plus ces messages",
	"stopped.text": "{company} n’envoie plus de messages sur les colis à cette adresse.",
	"ask.title": "Ne plus recevoir de messages sur les colis ?",
	"ask.text":
		"{company} n’enverra plus de messages sur les colis à cette adresse, pour aucune commande.",
};
