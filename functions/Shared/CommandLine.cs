using System.CommandLine;
using System.CommandLine.Invocation;

namespace Points.Shared;

/// <summary>Parses the command line and runs the command.</summary>
internal static class CommandLine
{
    /// <summary>Set to 1, it prints unexpected errors with their stack trace.</summary>
    private const string TraceVariable = "POINTS_TRACE";

    private static bool IsTraced => Environment.GetEnvironmentVariable(TraceVariable) == "1";

    /// <param name="isReason">
    /// Whether an exception is the expected reason for a failure, with a message for the person who runs the command.
    /// </param>
    public static async Task<int> Run(RootCommand root, string[] args, Func<Exception, bool> isReason)
    {
        var parsed = root.Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            await Console.Error.WriteLineAsync($"{UsageError.Describe(parsed)} Try --help.");
            return ExitCodes.UsageError;
        }
        try
        {
            // Longer than the host's own grace period, so that the host decides how long stopping takes.
            return await parsed.InvokeAsync(
                new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(30) }
            );
        }
        catch (Exception reason) when (isReason(reason))
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
