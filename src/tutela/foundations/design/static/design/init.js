// Starts the components. Every page works without this.
import { initAll as govuk } from './govuk-frontend.min.js'
import { initAll as moj } from './moj-frontend.min.js'
import { startDrafts } from './draft.js'
import { startFinders } from './finder.js'
import { startRefreshing } from './refresh.js'
import { startSubmitOnce } from './submit-once.js'
import { startWords } from './words.js'

for (const start of [govuk, moj, startDrafts, startSubmitOnce, startRefreshing, startFinders, startWords]) {
  try {
    start()
  } catch (error) {
    console.error(error)   // one that cannot start leaves the page, and the others, as they are
  }
}
