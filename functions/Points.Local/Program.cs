using Points.Local.Commands;
using Points.Local.Hosting;

return await CommandLine.Run(RunCommand.Create(), args, fault => fault is CannotStartException);
