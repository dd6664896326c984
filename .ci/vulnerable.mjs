// Fails if a package has a known flaw, of any severity, also if only another package refers to it.
//
//   node .ci/vulnerable.mjs Points.sln           asks the source in audit.config about every package
//   node .ci/vulnerable.mjs --report FILE        reads what "dotnet list package --format json" wrote
//
//   --no-restore            takes the packages of the last restore or publish
//   --shipped-in FOLDER     counts only packages with an assembly in this folder
//
// A source without data is a warning, because feeds that mirror nuget.org often have none. With the variable
// VULNERABILITY_DATA=required it is a failure. Whatever else cannot be read is a failure.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const AUDIT_CONFIG = fileURLToPath(new URL("audit.config", import.meta.url));
const NO_DATA = /did not provide any vulnerability data/;

function fail(message) {
  console.error(`vulnerable: ${message}`);
  process.exit(1);
}

function ask(project, noRestore) {
  const what = ["list", project, "package", "--vulnerable", "--include-transitive"];
  const how = ["--format", "json", "--config", AUDIT_CONFIG, ...(noRestore ? ["--no-restore"] : [])];
  // The answer is compared with English texts.
  const env = { ...process.env, DOTNET_CLI_UI_LANGUAGE: "en" };
  const list = spawnSync("dotnet", [...what, ...how], { encoding: "utf8", env, maxBuffer: 64 << 20 });
  if (list.error || list.status !== 0)
    fail(`dotnet list failed: ${list.error?.message ?? list.stderr + list.stdout}`);
  return list.stdout;
}

function read(source) {
  try {
    const report = JSON.parse(source());
    if (report.version === 1 && report.projects.length > 0) return report;
  } catch (error) {
    fail(`the report cannot be read: ${error.message}`);
  }
  fail("the report names no project, or has another version than 1");
}

function* flaws(report) {
  for (const project of report.projects)
    for (const framework of project.frameworks ?? [])
      for (const item of [...(framework.topLevelPackages ?? []), ...(framework.transitivePackages ?? [])])
        for (const flaw of item.vulnerabilities ?? [{ severity: "unknown severity", advisoryurl: "no advisory" }])
          yield { project: project.path, id: item.id, version: item.resolvedVersion, ...flaw };
}

/** Whether an assembly of the package is among the files. Reads the assets file of the flaw's project. */
function isShipped(flaw, folder) {
  const assets = JSON.parse(readFileSync(join(dirname(flaw.project), "obj", "project.assets.json"), "utf8"));
  return Object.values(assets.targets)
    .map((target) => target[`${flaw.id}/${flaw.version}`])
    .some((item) => Object.keys(item?.runtime ?? {}).some((file) => existsSync(join(folder, basename(file)))));
}

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { report: { type: "string" }, "no-restore": { type: "boolean" }, "shipped-in": { type: "string" } },
});
if (!options.report && positionals.length !== 1) fail("name one project or solution, or a report");
const folder = options["shipped-in"];
if (folder && !existsSync(folder)) fail(`there is no folder ${folder}`);

const report = read(() =>
  options.report ? readFileSync(options.report, "utf8") : ask(positionals[0], options["no-restore"]),
);
const problems = (report.problems ?? []).map((problem) => problem.text);
const unread = problems.filter((text) => !NO_DATA.test(text));
if (unread.length > 0) fail(unread.join("\n"));

const found = [...flaws(report)].filter((flaw) => !folder || isShipped(flaw, folder));
const lines = found.map((flaw) => `${flaw.id} ${flaw.version}: ${flaw.severity}, ${flaw.advisoryurl}`);
for (const line of new Set(lines)) console.error(`known flaw in ${line}`);
if (lines.length > 0) fail("update these packages, or pin a fixed version in Directory.Packages.props");

if (problems.length === 0) console.log(`no known flaw in the packages of ${report.projects.length} projects`);
else if (process.env.VULNERABILITY_DATA === "required") fail(problems[0]);
else console.log(`packages were NOT checked for known flaws: ${problems[0]}`);
