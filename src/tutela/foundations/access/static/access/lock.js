// Hides the page when its session locks. While its reader writes in it, it says so, and nothing locks. Without this the session
// locks all the same; the page then stays on the screen until something is asked of the server.
const EVERY = 20000

let active = false
let gone = false

export function startLock () {
  for (const kind of ['keydown', 'pointerdown', 'wheel', 'touchmove']) {
    document.addEventListener(kind, () => { active = true }, { passive: true })
  }
  setInterval(ask, EVERY)
  document.addEventListener('visibilitychange', () => { if (!document.hidden) ask() })
  window.addEventListener('pageshow', (event) => { if (event.persisted) ask() })
}

async function ask () {
  if (gone) return
  const writing = active
  active = false
  let answer
  try {
    answer = await fetch(`/locked/here${writing ? '?active=1' : ''}`, { credentials: 'same-origin', cache: 'no-store', headers: { 'X-Requested-With': 'fetch' } })
  } catch (error) {
    return   // no network: the device's own lock is what is left
  }
  await answer.text()
  if (answer.status !== 401) return
  gone = true
  location.replace(`/locked?next=${encodeURIComponent(location.pathname + location.search)}`)
}

startLock()
