// The one script. Every page works without it.
import { initAll, Radios } from "govuk-frontend"

// A radio button has no expanded state in ARIA; what it reveals comes next in any reading order.
const sync = Radios.prototype.syncConditionalRevealWithInputState
Radios.prototype.syncConditionalRevealWithInputState = function (input) {
  sync.call(this, input)
  input.removeAttribute("aria-expanded")
}

document.body.classList.add("js-enabled", "govuk-frontend-supported")
initAll()
