// Reads what somebody writes, after a pause, and says quietly beneath the field what the rules of language notice in it. The words are
// kept nowhere. It never takes the focus and never stops a form; without it the same is said when the entry is saved.
const PAUSE = 1000
const PATIENCE = 5000
const LEAST = 12   // so few letters are no sentence yet

export function startWords (root = document) {
  for (const field of root.querySelectorAll('textarea[data-words], input[data-words]')) read(field)
}

function read (field) {
  const group = field.closest('.govuk-form-group')
  const token = field.form && field.form.querySelector('input[name="csrfmiddlewaretoken"]')
  if (!group || !token) return
  const said = document.createElement('div')
  said.className = 'app-noticed'
  said.setAttribute('aria-live', 'polite')
  group.append(said)
  let timer, asking, last = ''
  const ask = async () => {
    const text = field.value.trim()
    if (text === last) return
    last = text
    if (asking) asking.abort()
    if (text.length < LEAST) return put(said, '')
    asking = new AbortController()
    const patience = setTimeout(() => asking.abort(), PATIENCE)
    try {
      const answer = await fetch('/words/', {
        method: 'POST', credentials: 'same-origin', cache: 'no-store', signal: asking.signal, headers: { 'X-Requested-With': 'fetch' },
        body: new URLSearchParams({ csrfmiddlewaretoken: token.value, kind: field.dataset.words, text })
      })
      // A redirect is the way to the sign-in page, which is no answer.
      put(said, answer.ok && !answer.redirected && field.value.trim() === text ? await answer.text() : '')
    } catch (error) {
      last = ''   // without the network nothing is noticed now, and it is asked again with the next letter
    } finally {
      clearTimeout(patience)
    }
  }
  field.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE) })
  if (field.value.trim()) timer = setTimeout(ask, PAUSE)
}

function put (said, html) {
  if (said.innerHTML.trim() !== html.trim()) said.innerHTML = html.trim()
}
