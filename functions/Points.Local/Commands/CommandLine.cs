using System.CommandLine.Invocation;
using Points.Local.Hosting;

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
        catch (CannotStartException reason)
        {
            await Console.Error.WriteLineAsync(reason.Message);
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Done; // Asked to end before it had begun.
        }
    }
}
