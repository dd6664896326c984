using System.CommandLine.Invocation;
using Points.Local.Client;
using Points.Local.Hosting;

namespace Points.Local.Commands;

/// <summary>Parses the command line and runs the command.</summary>
internal static class CommandLine
{
    /// <summary>Set to 1, it prints unexpected errors with their stack trace.</summary>
    private const string TraceVariable = "POINTS_TRACE";

    private static bool IsTraced => Environment.GetEnvironmentVariable(TraceVariable) == "1";

    public static async Task<int> Run(string[] args)
    {
        var parsed = RunCommand.Create().Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            var firstError = parsed.Errors[0];
            await Console.Error.WriteLineAsync($"{firstError.Message} Try --help.");
            return ExitCodes.UsageError;
        }
        try
        {
            // Longer than the host's own grace period, so that the host decides how long stopping takes.
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
            // A stack trace does not help people who only use the command.
            var message = IsTraced
                ? fault.ToString()
                : $"{fault.Message.Split('\n')[0].TrimEnd('.', '\r', ' ')}. Set {TraceVariable}=1 for the details.";
            await Console.Error.WriteLineAsync(message);
            return ExitCodes.Failed;
        }
    }
}
