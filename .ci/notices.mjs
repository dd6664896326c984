// THIRD-PARTY-NOTICES.md names every package that the programs under functions/ ship, with its licence.
//
//   dotnet restore Points.sln && node .ci/notices.mjs      writes it
//   node .ci/notices.mjs --check                           fails if it is not what this command would write
//   node .ci/notices.mjs --published PROJECT               fails if it lacks a package of a published project
//
// It reads what the restore found (obj/project.assets.json) and what the packages say of themselves (*.nuspec).
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const FILE = join(ROOT, "THIRD-PARTY-NOTICES.md");

// Licences that somebody has read and found compatible with the MIT licence. Another licence fails.
const ACCEPTED = ["MIT", "Apache-2.0", "BSD-3-Clause", "ISC", "MS-PL OR Apache-2.0", "public domain"];

// Packages that only a published app has, because not every feed serves them. Their own metadata is not at hand.
const WORKER = "https://github.com/Azure/azure-functions-dotnet-worker";
const RECORDED = [
  ["Microsoft.Azure.Functions.Worker.Extensions.CosmosDB", WORKER],
  ["Microsoft.Azure.Functions.Worker.Extensions.Rpc", WORKER],
  ["Microsoft.Azure.Functions.Worker.Extensions.ServiceBus", WORKER],
  ["Microsoft.Extensions.Azure", "https://github.com/Azure/azure-sdk-for-net"],
].map(([id, url]) => ({
  id,
  version: centralVersion(id) ?? "as published",
  licence: "MIT",
  copyright: "© Microsoft Corporation. All rights reserved.",
  url,
  programs: ["Points.Functions"],
  notices: [],
}));

function fail(message) {
  console.error(`notices: ${message}`);
  process.exit(1);
}

function read(file) {
  return readFileSync(file, "utf8").replaceAll("\r\n", "\n");
}

function centralVersion(id) {
  const props = read(join(ROOT, "Directory.Packages.props"));
  return props.match(new RegExp(`Include="${id}"\\s+Version="([^"]+)"`))?.[1];
}

/** The project files under functions/ that make a program. */
function programs() {
  return [...read(join(ROOT, "Points.sln")).matchAll(/"(functions\\[^"]+\.csproj)"/g)]
    .map((match) => match[1].replaceAll("\\", "/"))
    .filter((project) => /<OutputType>Exe</.test(read(join(ROOT, project))))
    .sort();
}

/** The packages of a project with files that the program needs at run time: no analyzers and no build tools. */
function* shipped(folder) {
  const file = join(folder, "obj", "project.assets.json");
  if (!existsSync(file)) fail(`${file} is missing: run dotnet restore`);
  const assets = JSON.parse(read(file));
  for (const [key, item] of Object.values(assets.targets).flatMap(Object.entries)) {
    const files = ["runtime", "native", "resource", "runtimeTargets"].flatMap((kind) => Object.keys(item[kind] ?? {}));
    if (item.type !== "package" || files.every((each) => each.endsWith("_._"))) continue;
    const [id, version] = key.split("/");
    const library = assets.libraries[key];
    const places = Object.keys(assets.packageFolders).map((packages) => join(packages, library.path));
    yield { id, version, place: places.find(existsSync), files: library.files };
  }
}

function described({ id, version, place, files }) {
  if (!place) fail(`${id} ${version} is not in the package folder: run dotnet restore`);
  const text = read(join(place, files.find((each) => each.endsWith(".nuspec"))));
  const element = (name) => unescape(text.match(new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`))?.[1] ?? "");
  const isFile = /<license type="file"/.test(text);
  const licence = isFile ? licenceOfText(read(join(place, element("license")))) : element("license");
  if (!ACCEPTED.includes(licence)) fail(`read the licence of ${id} ${version} (${licence}), and add it to ACCEPTED`);
  return {
    id,
    version,
    licence,
    copyright: element("copyright") || element("authors"),
    url: element("projectUrl") || `https://www.nuget.org/packages/${id}`,
    notices: files.filter((each) => /^(third-?party-?notices?|notice)[^/]*$/i.test(each)),
  };
}

function licenceOfText(text) {
  if (/Apache License\s+Version 2\.0/.test(text)) return "Apache-2.0";
  if (/Permission is hereby granted, free of charge/.test(text)) return "MIT";
  if (/SQLite is Public Domain/.test(text)) return "public domain";
  return "its text is none of those known";
}

function unescape(text) {
  const named = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
  return text.replaceAll(/&(\w+);/g, (all, name) => named[name] ?? all).replaceAll(/\s+/g, " ").trim();
}

function packages() {
  const byKey = new Map(RECORDED.map((each) => [each.id, each]));
  for (const program of programs())
    for (const item of shipped(join(ROOT, dirname(program)))) {
      if (byKey.has(item.id)) continue;
      const key = `${item.id}/${item.version}`;
      const entry = byKey.get(key) ?? { ...described(item), programs: [] };
      entry.programs.push(basename(program, ".csproj"));
      byKey.set(key, entry);
    }
  const order = (entry) => `${entry.id.toLowerCase()} ${entry.version}`;
  return [...byKey.values()].sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

function written() {
  const all = packages();
  const row = ({ id, url, version, licence, copyright, programs }) =>
    `| [${id}](${url}) | ${version} | ${licence} | ${copyright} | ${programs.join(", ")} |`;
  const notice = ({ id, version, notices }) =>
    `- [${id} ${version}](https://www.nuget.org/packages/${id}/${version}): ${notices.join(", ")}`;
  return read(join(ROOT, ".ci", "notices.template.md"))
    .replace("{packages}", () => all.map(row).join("\n"))
    .replace("{notices}", () => all.filter((each) => each.notices.length > 0).map(notice).join("\n"));
}

const [option, project] = process.argv.slice(2);
const current = existsSync(FILE) ? read(FILE) : "";
if (option === "--published") {
  if (!project) fail("name the published project after --published");
  const ids = [...shipped(resolve(project))].map(({ id }) => id);
  const missing = ids.filter((id) => !current.includes(`| [${id}](`));
  if (missing.length > 0)
    fail(`THIRD-PARTY-NOTICES.md lacks ${missing.join(", ")}: add them to RECORDED in .ci/notices.mjs`);
} else if (option === "--check") {
  if (current !== written())
    fail("THIRD-PARTY-NOTICES.md does not match the packages. Run: dotnet restore Points.sln && node .ci/notices.mjs");
} else if (option === undefined) {
  writeFileSync(FILE, written());
} else {
  fail(`there is no option ${option}`);
}
