// Reads one JSON string a line, the text of a Bicep file, and answers each with its syntax tree as one line of JSON.
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Language, Parser } from 'web-tree-sitter';

const flawOf = node => node.isError ? 'error' : node.isMissing ? 'missing' : undefined;

const treeOf = node => ({
  kind: node.type,
  named: node.isNamed,
  start: node.startIndex,
  end: node.endIndex,
  row: node.startPosition.row,
  column: node.startPosition.column,
  flaw: flawOf(node),
  children: node.childCount > 0 ? node.children.map(treeOf) : undefined,
});

await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(fileURLToPath(import.meta.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm'))));

for await (const line of createInterface({ input: process.stdin })) {
  const tree = parser.parse(JSON.parse(line));
  process.stdout.write(JSON.stringify(treeOf(tree.rootNode)) + '\n');
  tree.delete();
}
