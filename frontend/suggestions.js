// A text box that suggests pages as one types: the combobox of ARIA 1.2 with a list. Without this it is a plain box.
// <input data-suggestions="/address/"> asks /address/?q=… for { suggestions: [{ label, detail, url, text }] }.
// What is chosen is opened; with data-suggestions-fill its text is put into the box, with ="send" the form is sent, too.
const WAIT = 150
const LEAST = 2

class Suggestions {
  constructor(input) {
    this.input = input
    this.options = []
    this.active = -1
    this.build()
    input.addEventListener("input", () => this.askSoon())
    input.addEventListener("keydown", (event) => this.press(event))
    input.addEventListener("blur", () => this.close())
    // Pressed, not clicked: the box would lose the focus, and the list close, before the click.
    this.list.addEventListener("mousedown", (event) => event.preventDefault())
    this.list.addEventListener("click", (event) => this.choose(event.target.closest("[role=option]")))
  }

  build() {
    const { input } = this
    this.list = element("ul", { id: `${input.id}-suggestions`, role: "listbox", class: "app-suggestions__list" })
    this.list.setAttribute("aria-label", "Suggestions")
    this.list.hidden = true
    this.status = element("div", { role: "status", class: "govuk-visually-hidden" })
    const box = element("div", { class: "app-suggestions" })
    input.replaceWith(box)
    box.append(input, this.list, this.status)
    const roles = { role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false" }
    set(input, { ...roles, "aria-controls": this.list.id })
  }

  askSoon() {
    clearTimeout(this.timer)
    this.request?.abort()
    const typed = this.input.value.trim()
    if (typed.length < LEAST) this.close()
    else this.timer = setTimeout(() => this.ask(typed), WAIT)
  }

  async ask(typed) {
    this.request = new AbortController()
    const address = `${this.input.dataset.suggestions}?${new URLSearchParams({ q: typed })}`
    try {
      const answer = await fetch(address, { signal: this.request.signal, headers: { Accept: "application/json" } })
      if (answer.ok) this.show((await answer.json()).suggestions)
    } catch {
      // A newer question, or no network: the button still searches.
    }
  }

  show(suggestions) {
    if (document.activeElement !== this.input) return
    this.options = suggestions.map((each, number) => this.option(each, number))
    this.list.replaceChildren(...this.options)
    this.move(-1)
    const there = this.options.length > 0
    this.list.hidden = !there
    this.input.setAttribute("aria-expanded", String(there))
    const count = there ? `${this.options.length} suggested. Choose with the up and down arrow keys.` : "None suggested."
    this.status.textContent = count
  }

  option({ label, detail, url, text }, number) {
    const option = element("li", { id: `${this.list.id}-${number}`, role: "option", class: "app-suggestions__option" })
    Object.assign(option.dataset, { url, text })
    const more = element("span", { class: "app-suggestions__detail" })
    more.textContent = detail
    option.append(label, " ", more)
    return option
  }

  // -1 is the box itself.
  move(to) {
    this.active = to
    this.options.forEach((option, number) => option.setAttribute("aria-selected", String(number === to)))
    if (to < 0) return this.input.removeAttribute("aria-activedescendant")
    this.input.setAttribute("aria-activedescendant", this.options[to].id)
    this.options[to].scrollIntoView({ block: "nearest" })
  }

  press(event) {
    const last = this.options.length - 1
    const open = !this.list.hidden
    if (event.key === "ArrowDown" && open) this.move(this.active < last ? this.active + 1 : -1)
    else if (event.key === "ArrowUp" && open) this.move(this.active < 0 ? last : this.active - 1)
    else if (event.key === "ArrowDown" && this.input.value) this.askSoon()
    else if (event.key === "Enter" && this.active >= 0) this.choose(this.options[this.active])
    else if (event.key === "Escape" && open) this.close()
    else return
    event.preventDefault()
  }

  choose(option) {
    if (!option) return
    const { suggestionsFill: fill } = this.input.dataset
    if (fill === undefined) return window.location.assign(option.dataset.url)
    this.input.value = option.dataset.text
    this.close()
    if (fill === "send") this.input.form.requestSubmit()
  }

  close() {
    clearTimeout(this.timer)
    this.request?.abort()
    this.options = []
    this.move(-1)
    this.list.hidden = true
    this.list.replaceChildren()
    this.input.setAttribute("aria-expanded", "false")
    this.status.textContent = ""
  }
}

function element(name, attributes) {
  return set(document.createElement(name), attributes)
}

function set(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
  return node
}

export function initSuggestions() {
  for (const input of document.querySelectorAll("input[data-suggestions]")) new Suggestions(input)
}
