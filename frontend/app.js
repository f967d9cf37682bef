// The one script. Every page works without it.
import { initAll } from "govuk-frontend"

document.body.classList.add("js-enabled", "govuk-frontend-supported")
initAll()
