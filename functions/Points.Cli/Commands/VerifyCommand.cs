using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using System.Globalization;
using Points.Cli.Hosts;
using Points.Cli.Verifying;

namespace Points.Cli.Commands;

/// <summary>
/// Recomputes ledgers, and everything beside them that follows from their entries. Each finding is a line.
/// </summary>
internal static class VerifyCommand
{
    /// <summary>By default, ledgers of a host are held against the anchors of so many days.</summary>
    private const int AnchorDaysDefault = 31;

    private static readonly Option<string?> Data = new("--data")
    {
        Description =
            "The data folder of a one-machine host that is stopped. It is not changed: a copy of its store is read",
    };

    private static readonly Option<string[]> File = new("--file")
    {
        Description =
            "A file with saved answers of a host: all pages of proofs, and anchors; or a signed file. May be given "
            + "several times",
    };

    private static readonly Option<DateOnly?> AnchorsFrom = new("--anchors-from")
    {
        Description = "With --url: the first day whose anchors count [default: 30 days ago]",
        CustomParser = OptionParsers.ParsedValue<DateOnly>(
            text =>
                DateOnly.TryParseExact(
                    text,
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var day
                )
                    ? day
                    : null,
            "--anchors-from must be a day such as 2027-03-10."
        ),
    };

    private static readonly Option<string?> Keys = new("--keys")
    {
        Description =
            "With --file: a file with the public keys of the host's GET /api/keys, or its URL, for signed files",
    };

    public static Command Create()
    {
        var command = new Command(
            "verify",
            "Recompute ledgers: hashes, balances, lots, holds, records, tiers and budgets, and hold them against their "
                + "anchors. The exit code is 0 if everything verifies, and 1 if something differs."
        )
        {
            Data,
            HostOptions.Url,
            HostOptions.Token,
            HostOptions.TokenFile,
            AnchorsFrom,
            File,
            Keys,
        };
        command.Validators.Add(Check);
        command.SetInterruptibleAction("Verifying was stopped", Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken ct)
    {
        var (tally, started) = (new VerifyTally(), Stopwatch.GetTimestamp());
        try
        {
            await VerifyProgress.Show(tally, Verify(parsed, tally, ct));
        }
        catch (CommandException reason)
        {
            // Not 1, which says that something differs.
            await Console.Error.WriteLineAsync(reason.Message);
            return ExitCodes.UsageError;
        }
        foreach (var line in tally.Report(Stopwatch.GetElapsedTime(started)))
            await Console.Out.WriteLineAsync(line);
        return tally.HasFindings ? ExitCodes.Failed : ExitCodes.Success;
    }

    private static async Task Verify(ParseResult parsed, VerifyTally tally, CancellationToken ct)
    {
        if (parsed.GetValue(Data) is { } folder)
        {
            using var copy = await Task.Run(() => FolderCopy.Create(folder), ct);
            await new FolderLedgers(copy, tally).Run(ct);
        }
        else if (parsed.GetValue(HostOptions.Url) is { } url)
        {
            var tokens = TokenSources.Choose(
                parsed.GetValue(HostOptions.Token),
                parsed.GetValue(HostOptions.TokenFile)
            );
            using var connection = HostConnection.Open(url, HostLedgers.ParallelMax);
            using var client = connection.CreateClient(tokens);
            var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
            var from = parsed.GetValue(AnchorsFrom) ?? today.AddDays(1 - AnchorDaysDefault);
            await new HostLedgers(client, from, today, tally).Run(ct);
        }
        else
        {
            var files = new FileProofs(tally);
            foreach (var path in parsed.GetValue(File)!)
                if (SignedFile.IsSigned(path))
                    await CheckSigned(path, parsed.GetValue(Keys), tally, ct);
                else
                    files.Read(path);
            files.Verify();
        }
    }

    private static async Task CheckSigned(string path, string? keys, VerifyTally tally, CancellationToken ct)
    {
        if (keys is null)
            throw new CommandException($"{path} is signed: name the public keys with --keys.");
        try
        {
            tally.AddProven(await SignedFile.Check(path, await TrustedKeys.Read(keys, ct), ct));
        }
        catch (SignedFileFault fault)
        {
            tally.Add([new(path, EntryId: null, fault.Message.TrimEnd('.'))]);
        }
    }

    private static void Check(CommandResult command)
    {
        var sources = new Option[] { Data, HostOptions.Url, File }.Count(IsGiven);
        var hasToken = IsGiven(HostOptions.Token) || IsGiven(HostOptions.TokenFile);
        if (sources != 1)
            command.AddError("Name what to verify with --data, --url or --file.");
        else if (IsGiven(HostOptions.Url) && !hasToken && !TokenSources.IsVariableSet)
            command.AddError(
                $"--url needs an auditor's token: give it with --token, --token-file or {TokenSources.Variable}."
            );
        else if (!IsGiven(HostOptions.Url) && (hasToken || IsGiven(AnchorsFrom)))
            command.AddError("--token, --token-file and --anchors-from are for --url only.");
        else if (!IsGiven(File) && IsGiven(Keys))
            command.AddError("--keys is for --file only.");

        bool IsGiven(Option option) => command.GetResult(option) is { Implicit: false };
    }
}
