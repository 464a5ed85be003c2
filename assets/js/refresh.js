// Keeps a list fresh: asks for its fragment every ten seconds and puts it in its place, without taking focus, scroll or open
// details away. What cannot be refreshed says that it is old. Hidden tabs ask nothing. Without this there is a Refresh link.
import { initAll } from './govuk-frontend.min.js'

const EVERY = 10
const PATIENCE = 8000

export function startRefreshing (root = document) {
  for (const region of root.querySelectorAll('[data-refresh-url]')) new Refresher(region).start()
}

class Refresher {
  constructor (region) {
    this.region = region
    this.target = document.getElementById(region.dataset.refreshTarget)
    this.clock = region.querySelector('[data-refresh-clock]')
    this.said = region.querySelector('[data-refresh-said]')
    this.now = region.querySelector('[data-refresh-now]')
    this.every = Number(region.dataset.refreshEvery || EVERY) * 1000
    this.asAt = this.clock.textContent.replace(region.dataset.refreshAt, '').trim()
    this.store = 'tutela-paused:' + location.pathname + '#' + this.target.id
    this.sum = signature(this.target)
    this.asking = false
  }

  start () {
    this.paused = 'refreshPaused' in this.region.dataset || sessionStorage.getItem(this.store) === 'yes'
    this.addPause()
    this.now.addEventListener('click', (event) => { event.preventDefault(); this.ask() })
    document.addEventListener('visibilitychange', () => { if (!document.hidden && !this.paused) this.ask() })
    setInterval(() => { if (!document.hidden && !this.paused) this.ask() }, this.every)
  }

  addPause () {
    // What moves by itself can be stopped (WCAG 2.2.2).
    this.button = document.createElement('button')
    this.button.type = 'button'
    this.button.className = 'app-live__pause'
    this.button.addEventListener('click', () => { this.paused = !this.paused; this.showPause(); if (!this.paused) this.ask() })
    this.now.after(this.button)
    this.showPause()
  }

  showPause () {
    this.button.textContent = this.paused ? this.region.dataset.refreshResume : this.region.dataset.refreshPause
    this.region.classList.toggle('app-live--paused', this.paused)
    sessionStorage.setItem(this.store, this.paused ? 'yes' : 'no')
  }

  async ask () {
    if (this.asking) return
    this.asking = true
    const patience = new AbortController()
    const timer = setTimeout(() => patience.abort(), PATIENCE)
    try {
      const answer = await fetch(this.region.dataset.refreshUrl, {
        credentials: 'same-origin', cache: 'no-store', headers: { 'X-Requested-With': 'fetch' }, signal: patience.signal
      })
      // A redirect is the way to the sign-in page, which is no list.
      if (!answer.ok || answer.redirected) throw new Error(`answered ${answer.status}`)
      this.put(await answer.text())
    } catch (error) {
      this.fail()
    } finally {
      clearTimeout(timer)
      this.asking = false
    }
  }

  put (html) {
    if (busy(this.target)) return   // somebody writes in it: the next one will do
    const place = remember(this.target)
    this.target.innerHTML = html
    initAll({ scope: this.target })
    restore(this.target, place)
    const stamp = this.target.querySelector('[data-as-at]')
    this.asAt = stamp ? stamp.dataset.asAt : new Date().toLocaleTimeString('en-GB', { timeZone: 'Europe/London' })
    this.clock.textContent = `${this.region.dataset.refreshAt} ${this.asAt}`
    this.region.classList.remove('app-live--failed')
    const sum = signature(this.target)
    if (sum !== this.sum) this.tell(summary(this.target) || this.region.dataset.refreshChanged)
    this.sum = sum
  }

  fail () {
    const words = `${this.region.dataset.refreshFailed} ${this.asAt}`
    if (!this.region.classList.contains('app-live--failed')) this.tell(words)
    this.region.classList.add('app-live--failed')
    this.clock.textContent = words
  }

  tell (words) {
    this.said.textContent = words
  }
}

function summary (target) {
  const said = target.querySelector('[data-refresh-summary]')
  return said ? said.dataset.refreshSummary : ''
}

function signature (target) {
  // What a listener wants to hear of: other rows, not that a minute has gone.
  return summary(target) || [...target.querySelectorAll('a[href], [id]')].map((element) => element.id || element.getAttribute('href')).join(' ')
}

function busy (target) {
  const active = document.activeElement
  if (!active || !target.contains(active)) return false
  return active.matches('textarea, select, input:not([type="checkbox"]):not([type="radio"])') || Boolean(active.closest('form[data-sent]'))
}

function remember (target) {
  const active = target.contains(document.activeElement) ? document.activeElement : null
  return {
    focus: active && { id: active.id, href: active.getAttribute('href'), name: active.getAttribute('name'), text: active.textContent },
    open: [...target.querySelectorAll('details[open]')].map(nameOf),
    ticked: [...target.querySelectorAll('input:checked')].map((input) => `${input.name}=${input.value}`),
    scroll: [window.scrollX, window.scrollY]
  }
}

function restore (target, place) {
  for (const details of target.querySelectorAll('details')) if (place.open.includes(nameOf(details))) details.open = true
  for (const input of target.querySelectorAll('input[type="checkbox"], input[type="radio"]')) {
    if (place.ticked.includes(`${input.name}=${input.value}`)) input.checked = true
  }
  if (place.focus) {
    const same = [...target.querySelectorAll('a, button, input, summary, [tabindex]')].find((element) =>
      (place.focus.id && element.id === place.focus.id) ||
      (!place.focus.id && element.getAttribute('href') === place.focus.href && element.getAttribute('name') === place.focus.name && element.textContent === place.focus.text))
    const next = same || target
    if (next === target) target.setAttribute('tabindex', '-1')
    next.focus({ preventScroll: true })
  }
  window.scrollTo(...place.scroll)
}

function nameOf (details) {
  return details.id || (details.querySelector('summary') || details).textContent
}
