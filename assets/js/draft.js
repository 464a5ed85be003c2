// Keeps what somebody has written and not yet sent, on this device, so that a reload, a time-out or a lost network costs no
// words. Encrypted with a key of this session; dropped after twelve hours, when it was sent, and at sign-out.
//
// A draft keeps the form's key and version too: sent again it is the same act, done once, and a change that another made
// meanwhile is still seen.
const PREFIX = 'tutela-draft:'
const HOURS = 12
const PAUSE = 800
const CONTROLS = new Set(['key', 'expected'])

export async function startDrafts (root = document) {
  forgetOld()
  for (const form of root.querySelectorAll('form[data-sign-out]')) form.addEventListener('submit', forgetAll)
  const meta = root.querySelector('meta[name="tutela-draft-key"]')
  if (!meta || !window.crypto || !window.crypto.subtle) return
  const secret = await crypto.subtle.importKey('raw', Uint8Array.from(atob(meta.content), (c) => c.charCodeAt(0)), 'AES-GCM', false, ['encrypt', 'decrypt'])
  const drafts = await readAll(secret)
  forgetSent(drafts, root)
  for (const form of root.querySelectorAll('form[data-draft]')) {
    offer(form, drafts)
    keep(form, secret)
  }
}

function keep (form, secret) {
  let timer
  const save = (sent = false) => write(secret, form.dataset.draft, { page: location.pathname, form: nameOf(form), fields: read(form), sent })
  form.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(save, PAUSE) })
  form.addEventListener('change', () => save())
  form.addEventListener('submit', () => { clearTimeout(timer); save(true) })
}

function offer (form, drafts) {
  const mine = drafts.filter((draft) => draft.page === location.pathname && draft.form === nameOf(form) && draft.key !== form.dataset.draft).sort((a, b) => b.at - a.at)[0]
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
