using System.CommandLine.Invocation;
using Points.Local.Hosting;
using Points.Local.Importing;

namespace Points.Local.Commands;

/// <summary>Understands the command line and runs what it asks for.</summary>
internal static class CommandLine
{
    public static async Task<int> Run(string[] args)
    {
        var parsed = RunCommand.Create().Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            await Console.Error.WriteLineAsync($"{parsed.Errors[0].Message} Try --help.");
            return ExitCodes.Misused;
        }
        try
        {
            // The host's own grace bounds how long ending takes.
            return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
        }
        catch (Exception reason) when (reason is CannotStartException or ImportException)
        {
            await Console.Error.WriteLineAsync(reason.Message);
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Failed; // Asked to end before it was done.
        }
    }
}
