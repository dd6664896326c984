// Uses an account as a data explorer does. Arguments: the endpoint and the file of the key. Prints one line per step.
import { readFileSync } from "node:fs";
import { ChangeFeedStartFrom, CosmosClient } from "@azure/cosmos";

const [endpoint, keyFile] = process.argv.slice(2);
const client = new CosmosClient({ endpoint, key: readFileSync(keyFile, "utf8") });
const print = (step, value) => console.log(`${step}: ${JSON.stringify(value)}`);
const all = (query) => query.fetchAll().then((answer) => answer.resources);

const { database } = await client.databases.createIfNotExists({ id: "a shop" });
const { container } = await database.containers.createIfNotExists({ id: "orders", partitionKey: "/member" });
print("databases", (await all(client.databases.readAll())).map((found) => found.id));
print("containers", (await all(database.containers.readAll())).map((found) => found.id));

const created = await container.items.create({ id: "茶 1", member: "ming", cups: 1 });
const document = container.item("茶 1", "ming");
print("patched", (await document.patch([{ op: "incr", path: "/cups", value: 2 }])).resource.cups);
print("batch", await batch([create("o-2", 5), create("o-3", 7)]));
print("refused batch", await batch([create("o-4", 5), create("o-2", 5)]));
print("read", (await document.read()).resource.cups);
print("unknown", (await container.item("nothing", "ming").read()).statusCode);
print("changed by another", await document
  .replace(created.resource, { accessCondition: { type: "IfMatch", condition: created.etag } })
  .catch((refused) => refused.code));
print("all", (await all(container.items.readAll())).length);
print("query", (await all(container.items.query("SELECT * FROM c WHERE c.cups > 4"))).map((found) => found.id));
print("count", await all(container.items.query("SELECT VALUE COUNT(1) FROM c")));
const feed = container.items.getChangeFeedIterator({ changeFeedStartFrom: ChangeFeedStartFrom.Beginning() });
print("changes", (await feed.readNext()).count);
await database.delete();

const stranger = new CosmosClient({ endpoint, key: Buffer.alloc(64).toString("base64") });
print("wrong key", await all(stranger.databases.readAll()).catch((refused) => refused.code));

function create(id, cups) {
  return { operationType: "Create", resourceBody: { id, member: "ming", cups } };
}

async function batch(operations) {
  return (await container.items.batch(operations, "ming")).result.map((each) => each.statusCode);
}
