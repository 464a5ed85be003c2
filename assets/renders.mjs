// Renders the Ministry of Justice's own templates with the cases of our tests, once, so that our ports can be compared with
// them where there is no Node. Run by ./build; the result is committed beside the cases.
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import nunjucks from 'nunjucks'

const here = dirname(fileURLToPath(import.meta.url))
const cases = JSON.parse(readFileSync(join(here, '../tests/foundations/design/moj/cases.json'), 'utf8'))
const env = nunjucks.configure(
  [join(here, 'node_modules/@ministryofjustice/frontend'), join(here, 'node_modules/govuk-frontend/dist')],
  { autoescape: true, trimBlocks: true, lstripBlocks: true }
)
// Dates are put into words by us, in UK local time, so theirs are given as they are to be shown.
env.addFilter('date', (timestamp, format) => format)

const renders = {}
for (const [component, examples] of Object.entries(cases)) {
  const macro = 'moj' + component.split('-').map((part) => part[0].toUpperCase() + part.slice(1)).join('')
  renders[component] = {}
  for (const [name, params] of Object.entries(examples)) {
    for (const item of params.items ?? []) if (item.datetime) item.datetime.format = item.datetime.text
    const template = `{% from "moj/components/${component}/macro.njk" import ${macro} %}{{ ${macro}(params) }}`
    renders[component][name] = env.renderString(template, { params })
  }
}
writeFileSync(join(here, process.argv[2] ?? '../tests/foundations/design/moj/renders.json'), JSON.stringify(renders, null, 1) + '\n')
