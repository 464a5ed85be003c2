// A form is sent once. The server would do the act once anyway, by the form's key; this spares the person a doubt.
const AGAIN = 15000   // after so long without an answer the network has failed, and a second try is right

export function startSubmitOnce (root = document) {
  root.addEventListener('submit', (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || !('submitOnce' in form.dataset) || event.defaultPrevented) return
    if (form.dataset.sent) {
      event.preventDefault()
      return
    }
    form.dataset.sent = 'yes'
    // Not before the browser has read which button was pressed.
    setTimeout(() => mark(form, true), 0)
    setTimeout(() => free(form), AGAIN)
  })
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) document.querySelectorAll('form[data-sent]').forEach(free)
  })
}

function free (form) {
  delete form.dataset.sent
  mark(form, false)
}

function mark (form, sent) {
  for (const button of form.querySelectorAll('button[type="submit"], button:not([type])')) {
    if (sent) button.setAttribute('aria-disabled', 'true')
    else button.removeAttribute('aria-disabled')
  }
}
