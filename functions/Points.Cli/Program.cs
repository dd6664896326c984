using System.CommandLine;
using Points.Cli.Commands;
using Points.Cli.Hosts;

var root = new RootCommand("Commands for shops and operators of Points.")
{
    ImportCommand.Create(),
    SendCommand.Create(),
    VerifyCommand.Create(),
    OpenApiCommand.Create(),
};
return await CommandLine.Run(root, args, fault => fault is CommandException);
