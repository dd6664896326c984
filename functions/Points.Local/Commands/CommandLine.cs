using System.CommandLine.Invocation;
using Points.Local.Client;
using Points.Local.Hosting;

namespace Points.Local.Commands;

/// <summary>Understands the command line and runs what it asks for.</summary>
internal static class CommandLine
{
    /// <summary>Set to 1, it has faults that nobody foresaw told in full.</summary>
    private const string TraceVariable = "POINTS_TRACE";

    private static bool IsTraced => Environment.GetEnvironmentVariable(TraceVariable) == "1";

    public static async Task<int> Run(string[] args)
    {
        var parsed = RunCommand.Create().Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            await Console.Error.WriteLineAsync($"{parsed.Errors[0].Message} Try --help.");
            return ExitCodes.UsageError;
        }
        try
        {
            // The host's own grace bounds how long ending takes.
            return await parsed.InvokeAsync(
                new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(30) }
            );
        }
        catch (Exception reason) when (reason is CannotStartException or CommandException)
        {
            await Console.Error.WriteLineAsync(reason.Message);
            return ExitCodes.Failed;
        }
        catch (Exception fault)
        {
            // Nobody who only wants to use this is helped by our call stack.
            var said = IsTraced
                ? fault.ToString()
                : $"{fault.Message.Split('\n')[0].TrimEnd('.', '\r', ' ')}. Set {TraceVariable}=1 for the details.";
            await Console.Error.WriteLineAsync(said);
            return ExitCodes.Failed;
        }
    }
}
