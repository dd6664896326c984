using System.CommandLine;
using Points.Cli.Hosts;

namespace Points.Cli.Commands;

/// <summary>Runs commands that a person may stop and start again.</summary>
internal static class InterruptibleAction
{
    /// <param name="stopped">What was stopped, as the start of a sentence: "The import was stopped".</param>
    public static void SetInterruptibleAction(
        this Command command,
        string stopped,
        Func<ParseResult, CancellationToken, Task<int>> run
    ) =>
        command.SetAction(
            async (parsed, ct) =>
            {
                try
                {
                    return await run(parsed, ct);
                }
                catch (OperationCanceledException fault) when (ct.IsCancellationRequested)
                {
                    throw new CommandException(
                        $"{stopped} before it was done; run the same command again to continue.",
                        fault
                    );
                }
            }
        );
}
