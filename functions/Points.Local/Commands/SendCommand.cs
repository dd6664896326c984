using System.CommandLine;
using Points.Domain.Reading;
using Points.Local.Client;
using Points.Local.Sending;

namespace Points.Local.Commands;

/// <summary>Sends purchases and refunds to a running host as a merchant's systems would: as messages.</summary>
internal static class SendCommand
{
    private static readonly Argument<string> File = new("file")
    {
        Description = "JSON Lines: one purchase or refund a line, optionally with a messageId beside its fields",
    };

    private static readonly Option<string?> Merchant = new("--merchant")
    {
        Description = "The merchant who sends [default: each event's merchantId]",
        CustomParser = OptionParsers.Parsed(
            text => FieldReader.IsId(text) ? text : null,
            $"--merchant {FieldReader.IdRule}."
        ),
    };

    private static readonly Option<string> Data = new("--data")
    {
        Description = "The data folder of the host, which knows where it listens",
        DefaultValueFactory = _ => LocalHostOptions.DefaultDataFolder,
    };

    public static Command Create()
    {
        var command = new Command(
            "send",
            "Send the purchases and refunds of a file to the queue of a running host, and wait for what comes of each; sending it again changes nothing. "
                + "A purchase without occurredAt is made when it is sent."
        )
        {
            File,
            Merchant,
            Data,
        };
        command.SetAction(
            (parsed, ct) =>
                RunReportingCancellation(
                    parsed.GetValue(File)!,
                    parsed.GetValue(Merchant),
                    LocalHost.AddressOf(parsed.GetValue(Data)!),
                    ct
                )
        );
        return command;
    }

    private static async Task<int> RunReportingCancellation(
        string path,
        string? merchantId,
        Uri host,
        CancellationToken ct
    )
    {
        try
        {
            return await Run(path, merchantId, host, ct);
        }
        catch (OperationCanceledException fault) when (ct.IsCancellationRequested)
        {
            throw new CommandException(
                "The sending was ended before it was done; run the same command again to go on.",
                fault
            );
        }
    }

    private static async Task<int> Run(string path, string? merchantId, Uri host, CancellationToken ct)
    {
        using var file = EventFile.Open(path);
        using var api = HostClient.Connect(host, Sending.EventSender.ParallelMax);
        await api.Authenticate(ct);
        using var deadLetters = new NewDeadLetters(api);
        var sending = new Sending.EventSender(api, deadLetters, Console.Out.WriteLineAsync);
        try
        {
            await sending.Run(file.Events(merchantId), ct);
        }
        finally
        {
            // Also after a fault: what was done is done.
            await Console.Out.WriteAsync(sending.Tally.Report());
        }
        if (file.Error is { } fault)
            throw fault;
        if (sending.Tally.Unknown > 0)
            throw new CommandException(
                $"The host has not said in time what came of {sending.Tally.Unknown} of the events; run the same command again to ask."
            );
        return ExitCodes.Success;
    }
}
