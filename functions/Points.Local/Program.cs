using Points.Local.Commands;

return await CommandLine.Run(args);
