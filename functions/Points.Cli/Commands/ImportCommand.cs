using System.CommandLine;
using Points.Cli.Client;
using Points.Cli.Importing;

namespace Points.Cli.Commands;

/// <summary>Imports real purchases and cancellations from a CSV file into a host.</summary>
internal static class ImportCommand
{
    private const string DefaultZone = "Asia/Shanghai";

    private static readonly Argument<string> File = new("file")
    {
        Description = "A CSV file with a header. Each row is a purchase, or a cancellation with a negative amount",
    };
    private static readonly Option<string> Programme = new("--programme")
    {
        Description = "The programme in which the purchases earn",
        Required = true,
    };
    private static readonly Option<string> Merchant = new("--merchant")
    {
        Description = "The merchant who made the sales",
        Required = true,
    };

    private static readonly Option<ColumnNames?> Columns = new("--columns")
    {
        Description =
            "The names of the columns "
            + "[default: order=invoice_id,date=invoice_date,customer=customer_id,amount=total_price]",
        CustomParser = OptionParsers.Parsed(
            ColumnNames.Parse,
            "--columns must be like order=invoice_id,date=invoice_date,customer=customer_id,amount=total_price."
        ),
    };

    private static readonly Option<TimeZoneInfo?> Zone = new("--time-zone")
    {
        Description = $"The time zone of dates without an offset [default: {DefaultZone}]",
        CustomParser = OptionParsers.Parsed(
            text => TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) ? zone : null,
            "--time-zone must be an IANA time zone such as Asia/Shanghai."
        ),
    };

    private static readonly Option<int> Parallel = new("--parallel")
    {
        Description = "How many requests to send at the same time",
        DefaultValueFactory = _ => 16,
        CustomParser = OptionParsers.WholeNumber("--parallel", 1, ImportPlan.ParallelMax),
    };

    private static readonly Option<string?> Refused = new("--refused")
    {
        Description =
            "The file for rows that were refused or set aside [default: FILE.refused.csv in the current folder]",
    };

    public static Command Create()
    {
        var command = new Command(
            "import",
            "Post the purchases and cancellations of a CSV file to a host. Running it again changes nothing. "
                + "A cancellation becomes a refund of the customer's latest order up to that time with enough left."
        )
        {
            File,
            Programme,
            Merchant,
            Columns,
            Zone,
            Parallel,
            Refused,
        };
        HostOptions.AddTo(command);
        command.SetInterruptibleAction("The import was stopped", Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken ct)
    {
        var plan = ReadPlan(parsed);
        using var file = PurchaseFile.Open(plan.File, plan.Columns);
        using var api = HostOptions.Connect(parsed, plan.Parallel);
        await using var refused = RefusedFile.Create(plan.RefusedFile, plan.File);
        var purchases = new PurchasePoster(api, plan.ProgrammeId, plan.MerchantId);
        var refunds = new RefundPoster(api, plan.ProgrammeId, plan.MerchantId);
        await api.Authenticate(ct);
        await purchases.CheckProgrammeAndMerchant(ct);
        var import = new Import(plan, file, refused, purchases, refunds);
        try
        {
            await ImportProgress.Show(import, import.Run(ct));
        }
        finally
        {
            // Also after an error: the rows posted so far stay posted.
            await Console.Out.WriteAsync(import.Tally.Report());
        }
        await refused.Publish();
        await Console.Out.WriteLineAsync(
            $"The rows that were refused or set aside are in {plan.RefusedFile}, with the reason."
        );
        return ExitCodes.Success;
    }

    private static ImportPlan ReadPlan(ParseResult parsed)
    {
        var file = parsed.GetValue(File)!;
        return new(
            file,
            parsed.GetValue(Programme)!,
            parsed.GetValue(Merchant)!,
            parsed.GetValue(Columns) ?? ColumnNames.Default,
            parsed.GetValue(Zone) ?? TimeZoneInfo.FindSystemTimeZoneById(DefaultZone),
            parsed.GetValue(Parallel),
            parsed.GetValue(Refused) ?? ImportPlan.RefusedFileOf(file)
        );
    }
}
