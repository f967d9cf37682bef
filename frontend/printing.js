// Paper cannot be unfolded. Browsers that know ::details-content need none of this (app.scss); older ones do.
const FOLDED = "details.app-print-open:not([open])"

export function initPrinting() {
  let opened = []
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(FOLDED)]
    opened.forEach((each) => (each.open = true))
  })
  window.addEventListener("afterprint", () => {
    opened.forEach((each) => (each.open = false))
    opened = []
  })
}
