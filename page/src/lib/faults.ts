/** How a problem that the server found is written. */
import type { Fault } from "./types";

/** The message with what is allowed and what may have been meant. */
export const faultWords = ({ message, allowed, nearest }: Fault): string => `${message}${allowed ? `; allowed: ${allowed}` : ""}${nearest ? `; did you mean ${nearest}?` : ""}`;

/** The same after the place: "line 2, column 5: regime.id: ...". */
export const placedFault = (fault: Fault): string => `${fault.line ? `line ${fault.line}, column ${fault.column}: ` : ""}${fault.key ? `${fault.key}: ` : ""}${faultWords(fault)}`;
