// Names as they are typed: who may be meant appears beneath the box, as the combobox of ARIA 1.2. It asks once a pause, never
// takes focus, never holds up what is typed or sent, and chooses nobody by itself. Without it the box is a box.
//
// data-finder: what to ask. data-finder-picks: the hidden field that takes who was chosen; without it one goes to their page.
const PAUSE = 300
const PATIENCE = 8000
const ENOUGH = 3
let count = 0

export function startFinders (root = document) {
  for (const box of root.querySelectorAll('[data-finder]')) new Finder(box).start()
}

class Finder {
  constructor (box) {
    this.box = box
    this.input = box.querySelector('input:not([type="hidden"])')
    this.form = this.input.form
    this.picked = box.dataset.finderPicks ? box.querySelector(`input[name="${box.dataset.finderPicks}"]`) : null
    this.line = box.querySelector('[data-finder-line]')
    this.also = (box.dataset.finderAlso || '').split(' ').filter(Boolean).map((name) => this.form.elements[name]).filter(Boolean)
    this.options = []
    this.active = -1
    this.asked = ''
    this.said = ''
    this.shut = false
    this.leave = false
  }

  start () {
    const id = `finder-${count += 1}`
    this.list = make('ul', 'app-finder__list', { id, role: 'listbox', 'aria-label': this.box.dataset.finderLabel })
    this.note = make('p', 'app-finder__note')
    this.live = make('p', 'govuk-visually-hidden', { role: 'status' })
    this.popup = make('div', 'app-finder__popup')
    const anchor = make('div', 'app-finder__anchor')
    this.popup.append(this.note, this.list)
    this.popup.hidden = true
    anchor.append(this.popup, this.live)
    this.input.after(anchor)
    if (this.input.type === 'search') this.input.type = 'text'   // a search field may not be a combobox
    for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': id, autocomplete: 'off', enterkeyhint: this.picked ? 'next' : 'search' })) {
      this.input.setAttribute(name, value)
    }
    this.input.addEventListener('input', (event) => { if (!event.isComposing) this.typed() })
    this.input.addEventListener('keydown', (event) => this.key(event))
    this.input.addEventListener('blur', () => this.close())
    this.input.addEventListener('click', () => { if (this.options.length && !this.chosen()) this.open() })
    for (const field of this.also) field.addEventListener('input', () => this.wait())
    // To press on the list must not take the caret out of the box.
    this.popup.addEventListener('mousedown', (event) => event.preventDefault())
    this.list.addEventListener('click', (event) => {
      const option = event.target.closest('[role="option"]')
      if (option) this.choose(option)
    })
    if (this.picked) this.startPicking()
  }

  startPicking () {
    this.none = make('li', 'app-finder__option app-finder__option--none', { role: 'option', 'aria-selected': 'false' })
    this.none.textContent = this.box.dataset.finderNone
    this.undo = make('button', 'govuk-button govuk-button--secondary app-finder__undo', { type: 'button' })
    this.undo.textContent = this.box.dataset.finderUndo
    this.undo.addEventListener('click', () => { this.unlink(); this.input.focus() })
    this.line.after(this.undo)
    this.undo.hidden = !this.chosen()
    // A browser that comes back to the page may put an old choice into the field that nobody sees.
    addEventListener('pageshow', (event) => { if (!event.persisted && this.undo.hidden) this.picked.value = '' })
  }

  chosen () {
    return Boolean(this.picked && this.picked.value)
  }

  typed () {
    if (this.chosen()) this.unlink()
    this.leave = false
    this.wait()
  }

  wait () {
    clearTimeout(this.timer)
    if (this.shut || this.chosen()) return
    if (this.input.value.replace(/[^\p{L}\p{N}]/gu, '').length < ENOUGH) return this.put([], '')
    this.timer = setTimeout(() => this.ask(), PAUSE)
  }

  async ask () {
    const url = new URL(this.box.dataset.finder, location.href)
    for (const [name, value] of this.question()) if (value) url.searchParams.set(name, value)
    if (url.href === this.asked) return this.open()
    this.asked = url.href
    if (this.patience) this.patience.abort()
    const patience = this.patience = new AbortController()
    const timer = setTimeout(() => patience.abort(), PATIENCE)
    try {
      const answer = await fetch(url, { credentials: 'same-origin', cache: 'no-store', headers: { 'X-Requested-With': 'fetch' }, signal: patience.signal })
      if (answer.status === 401 || answer.status === 403) this.shut = true   // it will not be otherwise on this page
      if (answer.redirected || (!answer.ok && answer.status !== 429)) throw new Error(`answered ${answer.status}`)
      const found = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-finder-found]')
      if (patience !== this.patience || this.chosen()) return
      this.put([...found.querySelectorAll('[role="option"]')], found.dataset.finderFound)
      if (answer.status === 429) this.asked = ''
    } catch (error) {
      if (patience === this.patience) { this.asked = ''; this.put([], '') }   // the box works as it did: nobody waits for this
    } finally {
      clearTimeout(timer)
    }
  }

  question () {
    const [day, month, year] = ['day', 'month', 'year'].map((part) => this.also.find((field) => field.name.endsWith(`born_${part}`))?.value.trim() || '')
    const born = /^\d{4}$/.test(year) && day && month ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : ''
    const age = this.also.find((field) => field.name.endsWith('_age'))?.value.trim() || ''
    return [['q', this.input.value.trim()], ['born', born], ['age', age]]
  }

  put (options, said) {
    this.options = options.length && this.none ? [...options, this.none] : options
    this.said = said
    this.active = -1
    this.options.forEach((option, index) => { option.id = `${this.list.id}-${index}`; option.setAttribute('aria-selected', 'false') })
    this.list.replaceChildren(...this.options)
    this.list.hidden = !options.length
    this.note.textContent = options.length && this.picked ? `${this.box.dataset.finderLabel} ${said}` : said
    this.live.textContent = said
    if (!said) return this.close()
    document.activeElement === this.input && !this.leave ? this.open() : this.close()
  }

  open () {
    if (!this.said || document.activeElement !== this.input) return
    this.popup.hidden = false
    this.input.setAttribute('aria-expanded', String(this.options.length > 0))
    this.tell('')
  }

  close () {
    this.popup.hidden = true
    this.mark(-1)
    this.input.setAttribute('aria-expanded', 'false')
    if (this.picked && !this.chosen()) this.tell(this.options.length && !this.leave ? `${this.said} ${this.box.dataset.finderLater}` : '')
  }

  key (event) {
    if (event.isComposing || event.ctrlKey || event.metaKey) return
    const open = !this.popup.hidden && this.options.length > 0
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && event.altKey && step < 0) {
      this.close()
    } else if (step && this.options.length && !this.chosen()) {
      event.preventDefault()
      if (!open) this.open()
      const ahead = this.active + step
      this.mark(ahead < -1 ? this.options.length - 1 : ahead >= this.options.length ? -1 : ahead)
    } else if (event.key === 'Enter' && open && this.active >= 0) {
      event.preventDefault()
      this.choose(this.options[this.active])
    } else if (event.key === 'Escape' && !this.popup.hidden) {
      event.preventDefault()
      this.close()
    }
  }

  mark (index) {
    this.active = index
    this.options.forEach((option, place) => option.setAttribute('aria-selected', String(place === index)))
    if (index < 0) return this.input.removeAttribute('aria-activedescendant')
    this.input.setAttribute('aria-activedescendant', this.options[index].id)
    this.options[index].scrollIntoView({ block: 'nearest' })
  }

  choose (option) {
    if (option === this.none) {
      this.leave = true
      return this.close()
    }
    if (!this.picked) return option.dataset.href && location.assign(option.dataset.href)
    this.picked.value = option.dataset.ref
    this.input.value = option.dataset.name
    this.close()
    this.tell(option.dataset.linked)
    this.live.textContent = option.dataset.linked
    this.undo.hidden = false
    this.input.dispatchEvent(new Event('change', { bubbles: true }))   // what is kept of the form on this device
  }

  unlink () {
    this.picked.value = ''
    this.undo.hidden = true
    this.asked = ''
    this.put([], '')
    this.tell('')
  }

  tell (words) {
    if (this.line) this.line.textContent = words
  }
}

function make (name, classes, attributes = {}) {
  const element = document.createElement(name)
  element.className = classes
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  return element
}
