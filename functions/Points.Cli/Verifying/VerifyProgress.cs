using System.Globalization;
using Spectre.Console;

namespace Points.Cli.Verifying;

/// <summary>Shows on a terminal how many ledgers were verified so far; shows nothing elsewhere.</summary>
internal static class VerifyProgress
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);

    public static async Task Show(VerifyTally tally, Task running)
    {
        if (!Console.IsErrorRedirected)
            await ShowBar(tally, running);
        await running;
    }

    /// <summary>How many ledgers there are is not known before the end.</summary>
    private static Task ShowBar(VerifyTally tally, Task running) =>
        AnsiConsole
            .Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) })
            .Progress()
            .AutoClear(true)
            .Columns(new SpinnerColumn(), new ProgressBarColumn(), new ElapsedTimeColumn(), new TaskDescriptionColumn())
            .StartAsync(async bar =>
            {
                var task = bar.AddTask("ledgers").IsIndeterminate();
                while (await Task.WhenAny(running, Task.Delay(Every)) != running)
                    task.Description = string.Create(
                        CultureInfo.InvariantCulture,
                        $"{tally.Ledgers:N0} ledgers, {tally.Entries:N0} entries"
                    );
            });
}
