// Builds the styles and the script into dist/: `npm ci && npm run build`. Stops if anything of the GOV.UK brand, or
// anything that our Content-Security-Policy would refuse, is left in them.
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { build } from "esbuild"
import { compileAsync, NodePackageImporter } from "sass"

const here = (path) => join(import.meta.dirname, path)

const BANNED = {
  css: [
    [/GDS Transport/i, "the GOV.UK typeface"],
    [/@font-face/i, "a font of its own"],
    [/crest|crown/i, "the crest or the crown"],
    [/govuk-(header|footer)\b/, "the GOV.UK header or footer"],
    [/url\(/i, "a file from elsewhere"],
    [/\bdata:/i, "an inline file"],
    [/@import/i, "an import"],
  ],
  js: [
    [/\beval\(|new Function\(/, "text run as a program"],
    [/crest|crown/i, "the crest or the crown"],
    [/\bimport\(|^import\b/m, "an import"],
  ],
}

function refuse(name, text) {
  for (const [pattern, what] of BANNED[name.split(".").pop()]) {
    const found = text.match(pattern)
    if (found) throw new Error(`${name} holds ${what}: ${text.slice(Math.max(0, found.index - 60), found.index + 60)}`)
  }
}

async function styles() {
  const { css } = await compileAsync(here("app.scss"), {
    style: "compressed",
    importers: [new NodePackageImporter()],
  })
  return css + "\n"
}

async function script() {
  const { outputFiles } = await build({
    absWorkingDir: here("."),
    entryPoints: ["app.js"],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2020",
    write: false,
    logLevel: "warning",
  })
  return outputFiles[0].text
}

const made = { "app.css": await styles(), "app.js": await script() }
for (const [name, text] of Object.entries(made)) refuse(name, text)

await rm(here("dist"), { recursive: true, force: true })
await mkdir(here("dist"))
for (const [name, text] of Object.entries(made)) await writeFile(here(`dist/${name}`), text)
await copyFile(here("favicon.svg"), here("dist/favicon.svg"))
const sizes = await Promise.all(Object.keys(made).map(async (name) => `${name} ${(await readFile(here(`dist/${name}`))).length}`))
console.log(`dist: ${sizes.join(" bytes, ")} bytes`)
