// The one thing of Node.js that the program uses.
declare const process: { argv: string[] };
