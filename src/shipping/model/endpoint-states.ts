/** `disabled`: nothing is sent until a person enables it again; then what happened meanwhile goes out. */
export type EndpointState = "active" | "disabled";

/** `failed`: a day of tries was in vain; a person can send it again. */
export type DeliveryState = "due" | "taken" | "failed";
