// Passkeys: <form data-passkey="create|get"> with a hidden input "credential". Options come from the JSON beside the form
// (#passkey-options) or from data-passkey-address. The form is hidden until we know that the browser can do it.
class Passkey {
  constructor(form) {
    this.form = form
    this.status = document.createElement("p")
    this.status.className = "govuk-error-message"
    this.status.setAttribute("role", "alert")
    form.prepend(this.status)
    form.hidden = false
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      this.use()
    })
  }

  async use() {
    this.status.textContent = ""
    try {
      const { publicKey } = await this.options()
      const credential = await (this.form.dataset.passkey === "create" ? create(publicKey) : get(publicKey))
      this.form.elements.credential.value = JSON.stringify(credential.toJSON())
      this.form.submit()
    } catch {
      // Refused, forgotten, taken too long: the browser does not say which.
      this.status.textContent = "The passkey was not used. Try again, or choose another way."
    }
  }

  async options() {
    const address = this.form.dataset.passkeyAddress
    if (!address) return JSON.parse(document.getElementById("passkey-options").textContent)
    const answer = await fetch(address, { headers: { Accept: "application/json" } })
    const said = await answer.json()
    return said.request_options
  }
}

// Every key is asked for a finger, a face or a PIN, and keeps whose it is: so it signs in by itself.
function create(options) {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options)
  const asked = { residentKey: "required", requireResidentKey: true, userVerification: "required" }
  publicKey.authenticatorSelection = { ...publicKey.authenticatorSelection, ...asked }
  return navigator.credentials.create({ publicKey })
}

function get(options) {
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
}

export function initPasskeys() {
  if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON) return
  for (const form of document.querySelectorAll("form[data-passkey]")) new Passkey(form)
}
