// Keeps what somebody has written and not yet sent, on this device, so that a reload, a time-out or a lost network costs no
// words. Encrypted with a key of this session; dropped after twelve hours, when it was sent, and at sign-out.
//
// A draft keeps the form's key and version too: sent again it is the same act, done once, and a change that another made
// meanwhile is still seen.
const PREFIX = 'tutela-draft:'
const SENT = 'tutela-sent'
const HOURS = 12
const PAUSE = 800
const CONTROLS = new Set(['key', 'expected'])

export async function startDrafts (root = document) {
  forgetOld()
  for (const form of root.querySelectorAll('form[data-sign-out]')) form.addEventListener('submit', forgetAll)
  if (root.querySelector('[data-offline]')) return startWithout(root)
  const meta = root.querySelector('meta[name="tutela-draft-key"]')
  if (!meta) return lend(null)   // signed out, or locked: without the network nothing is opened on this device either
  if (!window.crypto || !window.crypto.subtle) return
  const secret = await crypto.subtle.importKey('raw', Uint8Array.from(atob(meta.content), (c) => c.charCodeAt(0)), 'AES-GCM', false, ['encrypt', 'decrypt'])
  const drafts = await readAll(secret)
  forgetSent(drafts, root)
  for (const form of root.querySelectorAll('form[data-draft]')) {
    const html = form.outerHTML
    offer(form, drafts)
    keep(form, secret, html)
  }
  await lend(secret)
  const sent = sessionStorage.getItem(SENT)
  sessionStorage.removeItem(SENT)
  if (sent) tellSent(root, JSON.parse(sent))
  work()
  watch(root, secret)
}

function keep (form, secret, html) {
  let timer
  const title = document.querySelector('h1')?.textContent || ''
  const address = location.pathname + location.search
  const save = (sent = false) => write(secret, form.dataset.draft, { page: location.pathname, address, form: nameOf(form), fields: read(form), sent, html, title })
  form.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(save, PAUSE) })
  form.addEventListener('change', () => save())
  form.addEventListener('submit', () => { clearTimeout(timer); if (!form.dataset.without) save(true) })
}

function offer (form, drafts) {
  const mine = drafts.filter((draft) => !draft.waiting && draft.page === location.pathname && draft.form === nameOf(form) && draft.key !== form.dataset.draft).sort((a, b) => b.at - a.at)[0]
  // With the same key the server has shown the words itself, with what was wrong.
  if (!mine || drafts.some((draft) => draft.key === form.dataset.draft)) return
  const fresh = read(form)
  const key = form.dataset.draft
  fill(form, mine.fields)
  form.dataset.draft = mine.key
  announce(form, mine, () => {
    fill(form, fresh)
    form.dataset.draft = key
    localStorage.removeItem(PREFIX + mine.key)
  })
}

function announce (form, draft, undo) {
  const box = document.createElement('div')
  box.className = 'app-draft'
  box.setAttribute('role', 'status')
  const words = form.dataset.draftRestored || ''
  const time = new Date(draft.at).toLocaleTimeString('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' })
  const line = document.createElement('p')
  line.textContent = `${words} ${time}.`
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'govuk-button govuk-button--secondary'
  button.textContent = form.dataset.draftAfresh || ''
  button.addEventListener('click', () => { undo(); box.remove(); form.querySelector('input:not([type="hidden"]), textarea, select')?.focus() })
  box.append(line, button)
  form.prepend(box)
}

function read (form) {
  const found = []
  for (const field of form.elements) {
    if (!field.name || ['password', 'file', 'submit', 'button'].includes(field.type)) continue
    if (field.type === 'hidden' && !CONTROLS.has(field.name) && !field.name.endsWith('_shown')) continue
    if (field.type === 'checkbox' || field.type === 'radio') found.push([field.name, field.value, field.checked])
    else found.push([field.name, field.value])
  }
  return found
}

function fill (form, fields) {
  for (const [name, value, checked] of fields) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (field.type === 'checkbox' || field.type === 'radio') {
        if (field.value === value && field.checked !== checked) { field.checked = checked; field.dispatchEvent(new Event('change', { bubbles: false })) }
      } else {
        field.value = value
        if (value && field.closest('details.app-fold')) field.closest('details.app-fold').open = true
      }
    }
  }
}

async function write (secret, key, draft) {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const plain = new TextEncoder().encode(JSON.stringify(draft))
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, secret, plain)
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify({ at: Date.now(), iv: text(iv), sealed: text(new Uint8Array(sealed)) }))
  } catch (error) {
    console.error(error)   // a full store keeps nothing more; the page goes on
  }
}

async function readAll (secret) {
  const found = []
  for (const name of names()) {
    try {
      const { at, iv, sealed } = JSON.parse(localStorage.getItem(name))
      const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes(iv) }, secret, bytes(sealed))
      found.push({ ...JSON.parse(new TextDecoder().decode(plain)), at, key: name.slice(PREFIX.length) })
    } catch (error) {
      // Another session's: it cannot be read, and goes when its time is over.
    }
  }
  return found
}

function forgetSent (drafts, root) {
  // Sent and answered by a redirect away from the form: done. Anything else may not have arrived, and is kept.
  const [navigation] = performance.getEntriesByType('navigation')
  if (!navigation || navigation.redirectCount === 0 || navigation.type !== 'navigate') return
  const from = document.referrer ? new URL(document.referrer).pathname : ''
  for (let index = drafts.length - 1; index >= 0; index -= 1) {
    const draft = drafts[index]
    if (draft.sent && draft.page === from && !root.querySelector(`form[data-draft="${CSS.escape(draft.key)}"]`)) {
      localStorage.removeItem(PREFIX + draft.key)
      drafts.splice(index, 1)
    }
  }
}

function forgetOld () {
  for (const name of names()) {
    let at = 0
    try { at = JSON.parse(localStorage.getItem(name)).at } catch (error) { at = 0 }
    if (!(Date.now() - at < HOURS * 3600 * 1000)) localStorage.removeItem(name)
  }
}

function forgetAll () {
  names().forEach((name) => localStorage.removeItem(name))
  lend(null)
}

function names () {
  return Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))
}

function nameOf (form) {
  // Two forms of one page never take each other's words.
  const names = new Set([...form.elements].map((field) => field.name))
  return `${form.getAttribute('action') || ''} ${[...names].sort().join(' ')}`
}

function text (array) {
  let characters = ''
  for (const byte of array) characters += String.fromCharCode(byte)
  return btoa(characters)
}

function bytes (string) {
  return Uint8Array.from(atob(string), (c) => c.charCodeAt(0))
}

// ---- without the network ------------------------------------------------------------------------------------------------
//
// A worker shows one page of ours, which says nothing of anybody, where an address cannot be reached. There the form that was
// written in is put together again from what this device keeps, encrypted; what was to be sent waits, and is sent once the
// network is back, under the key of its act: sent twice it is done once.
const SHELF = 'tutela-drafts'
const AGAIN = 5000
const UNANSWERED = 60000   // a network that takes a request and never answers holds nothing up for longer

function work () {
  if ('serviceWorker' in navigator) navigator.serviceWorker.register('/offline-worker.js').catch(() => {})   // without it everything works that works online
}

async function startWithout (root) {
  const box = root.querySelector('[data-offline]')
  const secret = window.crypto && window.crypto.subtle ? await borrow() : null
  const drafts = secret ? await readAll(secret) : []
  const here = drafts.filter((draft) => draft.page === location.pathname && draft.html).sort((a, b) => b.at - a.at)[0]
  if (here && here.sent) await write(secret, here.key, { ...here, waiting: true })
  else if (here) again(root, box, here, secret)
  say(box, drafts.some((draft) => draft.sent || draft.waiting) ? 'waiting' : here ? 'kept' : '')
  watch(root, secret)
  // What waits is sent first; the page that was asked for comes then. A form that somebody writes in is never taken from them.
  const back = async () => { if (!here && !(await waits(secret)) && await reached()) location.reload() }
  window.addEventListener('online', back)
  setInterval(back, AGAIN)
}

function again (root, box, draft, secret) {
  const form = whole(draft)
  form.dataset.without = 'yes'
  form.querySelectorAll('[class*="__conditional--hidden"]').forEach((part) => { part.className = part.className.replace(/\S*__conditional--hidden/, '') })
  root.querySelector('h1').textContent = draft.title || root.querySelector('h1').textContent
  box.after(form)
  keep(form, secret, draft.html)
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    await write(secret, draft.key, { ...draft, fields: read(form), sent: true, waiting: true })
    form.remove()
    say(box, 'waiting')
    box.focus()
    watch(root, secret)
  })
}

function whole (draft) {
  // Our own page's form, as this device sealed it, with what was written in it; the policy of the page runs nothing in it.
  const form = document.importNode(new DOMParser().parseFromString(draft.html, 'text/html').querySelector('form'), true)
  fill(form, draft.fields)
  form.dataset.draft = draft.key
  return form
}

function say (box, state) {
  for (const part of box.querySelectorAll('[data-offline-when]')) part.hidden = part.dataset.offlineWhen !== state
}

async function waits (secret) {
  return Boolean(secret) && (await readAll(secret)).some((draft) => draft.waiting)
}

let watching = 0
function watch (root, secret) {
  if (!secret) return
  clearInterval(watching)
  let busy = false
  const look = async () => {
    if (busy || navigator.onLine === false) return
    busy = true
    try {
      const waiting = (await readAll(secret)).filter((draft) => draft.waiting)
      if (!waiting.length) clearInterval(watching)
      for (const draft of waiting) await send(root, secret, draft)
    } catch (error) {
      // Not yet: it waits on.
    } finally {
      busy = false
    }
  }
  watching = setInterval(look, AGAIN)
  window.addEventListener('online', look)
  look()
}

async function send (root, secret, draft) {
  const asked = await fetch(draft.address, { credentials: 'same-origin', headers: { 'X-Requested-With': 'fetch' }, signal: AbortSignal.timeout(UNANSWERED) })
  if (!asked.ok || asked.redirected) return   // not signed in: it waits until somebody is
  const page = new DOMParser().parseFromString(await asked.text(), 'text/html')
  const form = whole(draft)
  const body = new URLSearchParams(new FormData(form))
  const token = page.querySelector('input[name="csrfmiddlewaretoken"]')
  if (token) body.set('csrfmiddlewaretoken', token.value)
  body.set('key', draft.key)
  const answer = await fetch(form.getAttribute('action') || draft.address, { method: 'POST', body, credentials: 'same-origin', headers: { 'X-Requested-With': 'draft' }, signal: AbortSignal.timeout(UNANSWERED) })
  if (answer.redirected && answer.ok && new URL(answer.url).pathname !== draft.page) {
    localStorage.removeItem(PREFIX + draft.key)
    const sent = { title: draft.title, href: answer.url, said: banners(new DOMParser().parseFromString(await answer.text(), 'text/html')) }
    if (!root.querySelector('[data-offline]')) return tellSent(root, sent)
    sessionStorage.setItem(SENT, JSON.stringify(sent))   // the next page says it
    if (draft.page === location.pathname) location.assign(answer.url)
  } else if (answer.status < 500) {
    // Something in it is wrong, or another changed it meanwhile: its author looks at it.
    await write(secret, draft.key, { ...draft, sent: false, waiting: false })
    if (root.querySelector('[data-offline]') && draft.page === location.pathname) location.assign(draft.address)
  }
}

function tellSent (root, { title, href, said }) {
  const box = document.createElement('div')
  const link = document.createElement('a')
  box.className = 'app-draft'
  box.setAttribute('role', 'status')
  link.className = 'govuk-link'
  link.href = href
  link.textContent = `${root.querySelector('meta[name="tutela-draft-sent"]')?.content} ${title}`
  const shown = banners(root)
  const lines = said.filter((words) => !shown.includes(words)).map((words) => { const line = document.createElement('p'); line.textContent = words; return line })
  box.append(link, ...lines)
  root.querySelector('main').prepend(box)
}

function banners (page) {
  return [...page.querySelectorAll('.app-banner__text')].map((line) => line.textContent.replace(/\s+/g, ' ').trim())
}

async function reached () {
  try {
    return (await fetch('/offline/', { cache: 'no-store', headers: { 'X-Requested-With': 'fetch' } })).ok
  } catch (error) {
    return false
  }
}

// The key stays with the browser while somebody is signed in, twelve hours at most, and cannot be read out of it.
async function lend (secret) {
  try {
    await shelf((store) => (secret ? store.put({ secret, at: Date.now() }, 'key') : store.delete('key')))
  } catch (error) {
    console.error(error)   // a browser that keeps nothing has no drafts to open either
  }
}

async function borrow () {
  const held = await shelf((store) => store.get('key'))
  return held && Date.now() - held.at < HOURS * 3600 * 1000 ? held.secret : null
}

function shelf (act) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(SHELF, 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore('held')
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const asked = act(opening.result.transaction('held', 'readwrite').objectStore('held'))
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = () => reject(asked.error)
      opening.result.close()
    }
  })
}
