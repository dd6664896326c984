using System.Globalization;
using Spectre.Console;

namespace Points.Cli.Importing;

/// <summary>
/// Shows the progress of an import: a bar on a terminal, a line every few seconds if the output is redirected.
/// </summary>
internal static class ImportProgress
{
    private const double Whole = 100;
    private static readonly TimeSpan BarEvery = TimeSpan.FromMilliseconds(200),
        LineEvery = TimeSpan.FromSeconds(5);

    public static async Task Show(Import import, Task running)
    {
        if (Console.IsOutputRedirected)
            await ShowLines(import, running);
        else
            await ShowBar(import, running);
        await running;
    }

    private static Task ShowBar(Import import, Task running) =>
        AnsiConsole
            .Progress()
            .Columns(
                new SpinnerColumn(),
                new ProgressBarColumn(),
                new PercentageColumn(),
                new RemainingTimeColumn(),
                new TaskDescriptionColumn()
            )
            .StartAsync(async bar =>
            {
                var task = bar.AddTask("rows", maxValue: Whole);
                do
                {
                    await Task.WhenAny(running, Task.Delay(BarEvery));
                    task.Value = import.FractionRead * Whole;
                    task.Description = string.Create(CultureInfo.InvariantCulture, $"{import.Tally.Rows:N0} rows");
                } while (!running.IsCompleted);
            });

    private static async Task ShowLines(Import import, Task running)
    {
        while (await Task.WhenAny(running, Task.Delay(LineEvery)) != running)
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{import.Tally.Rows:N0} rows, {import.FractionRead:P0} of the file"
                )
            );
    }
}
