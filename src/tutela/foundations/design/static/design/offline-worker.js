// Where an address cannot be reached, shows the one page that works without the network. It keeps that page, which says nothing of
// anybody, with its styles and scripts, and no other page: what somebody wrote is kept by draft.js, encrypted.
const CACHE = 'tutela-without-network'
const PAGE = '/offline/'

self.addEventListener('install', (event) => event.waitUntil(fill().then(() => self.skipWaiting())))
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => caches.match(PAGE)))
  else if (new URL(request.url).pathname.startsWith('/static/')) event.respondWith(fetch(request).catch(() => caches.match(request, { ignoreSearch: true })))
})

async function fill () {
  const cache = await caches.open(CACHE)
  const answer = await fetch(PAGE, { cache: 'reload', credentials: 'omit' })
  if (!answer.ok) throw new Error(`the page without network: ${answer.status}`)
  await cache.put(PAGE, answer.clone())
  const found = new Set([...(await answer.text()).matchAll(/(?:href|src)="(\/static\/[^"]+)"/g)].map(([, url]) => url))
  for (const url of found) {
    const file = await fetch(url, { cache: 'reload' })
    await cache.put(url, file.clone())
    if (!url.endsWith('.js')) continue
    for (const [, name] of (await file.text()).matchAll(/from\s*'(\.\/[^']+)'/g)) found.add(new URL(name, new URL(url, self.location.origin)).pathname)
  }
}
