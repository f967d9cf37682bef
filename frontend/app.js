// The one script. Every page works without it.
import { initAll, Radios } from "govuk-frontend"
import { initPasskeys } from "./passkeys.js"
import { initPrinting } from "./printing.js"
import { initSuggestions } from "./suggestions.js"

// A radio button has no expanded state in ARIA; what it reveals comes next in any reading order.
const sync = Radios.prototype.syncConditionalRevealWithInputState
Radios.prototype.syncConditionalRevealWithInputState = function (input) {
  sync.call(this, input)
  input.removeAttribute("aria-expanded")
}

// A form that comes back with errors keeps the part of the address after "#". The browser would go there in the end, and
// take the focus from the list of errors.
if (location.hash && document.querySelector("[data-module='govuk-error-summary']")) {
  history.replaceState(history.state, "", location.pathname + location.search)
}

document.body.classList.add("js-enabled", "govuk-frontend-supported")
initAll()
initSuggestions()
initPasskeys()
initPrinting()
