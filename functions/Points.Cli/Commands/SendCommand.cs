using System.CommandLine;
using Points.Cli.Hosts;
using Points.Cli.Sending;
using Points.Domain.Reading;

namespace Points.Cli.Commands;

/// <summary>Sends purchases and refunds to a one-machine host as messages, as a merchant's systems do.</summary>
internal static class SendCommand
{
    private static readonly Argument<string> File = new("file")
    {
        Description = "JSON Lines: one purchase or refund per line, optionally with a messageId beside its fields",
    };

    private static readonly Option<string?> Merchant = new("--merchant")
    {
        Description = "The merchant who sends the events [default: each event's merchantId]",
        CustomParser = OptionParsers.Parsed(
            text => FieldReader.IsId(text) ? text : null,
            $"--merchant {FieldReader.IdRule}."
        ),
    };

    public static Command Create()
    {
        var command = new Command(
            "send",
            "Send the purchases and refunds of a file to the queue of a one-machine host. "
                + "Wait for the outcome of each. "
                + "Sending the file again changes nothing. "
                + "A purchase without occurredAt gets the time when it is sent."
        )
        {
            File,
            Merchant,
        };
        command.Options.Add(FileOptions.Encoding);
        HostOptions.AddTo(command);
        command.SetInterruptibleAction("Sending was stopped", Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken ct)
    {
        using var file = EventFile.Open(
            parsed.GetValue(File)!,
            parsed.GetValue(FileOptions.Encoding),
            parsed.GetValue(Merchant)
        );
        if (HostOptions.IsDryRun(parsed))
            return await ShowDryRun(file);
        using var api = HostOptions.Connect(parsed, EventSender.ParallelMax);
        using var deadLetters = new NewDeadLetters(api.Local);
        await deadLetters.RememberExisting(ct);
        var sending = new EventSender(api, deadLetters, Console.Out.WriteLineAsync);
        try
        {
            await sending.Run(file, ct);
        }
        finally
        {
            // Also after an error: the events sent so far stay sent.
            await Console.Out.WriteAsync(sending.Tally.Report());
        }
        if (sending.Tally.Unknown > 0)
            throw new CommandException(
                $"The host did not report the outcome of {sending.Tally.Unknown} events in time; "
                    + "run the same command again to check."
            );
        return sending.Tally.IsComplete ? ExitCodes.Success : ExitCodes.Incomplete;
    }

    private static async Task<int> ShowDryRun(EventFile file)
    {
        await Console.Out.WriteLineAsync(file.Description);
        foreach (var line in file.Events())
            await Console.Out.WriteLineAsync(
                FormattableString.Invariant($"line {line.Number}: {line.MessageId} of {line.MerchantId}")
            );
        await Console.Out.WriteLineAsync("Nothing was sent.");
        return ExitCodes.Success;
    }
}
