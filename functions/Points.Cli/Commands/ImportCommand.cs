using System.CommandLine;
using Points.Cli.Files;
using Points.Cli.Hosts;
using Points.Cli.Importing;
using Points.Cli.Importing.Approving;
using Points.Cli.Importing.Mappings;
using Points.Cli.Importing.Planning;
using Points.Cli.Importing.Posting;
using Points.Cli.Importing.Reading;
using Points.Cli.Importing.Reporting;
using Points.Cli.Tables;

namespace Points.Cli.Commands;

/// <summary>Imports real orders and refunds, or balances, from a CSV file into a host.</summary>
internal static class ImportCommand
{
    private static readonly Argument<string> File = new("file")
    {
        Description = "A CSV file with a header, whose rows are orders, lines of orders, refunds, or balances",
    };
    private static readonly Option<string> Programme = new("--programme")
    {
        Description = "The programme in which the purchases earn",
        Required = true,
    };
    private static readonly Option<string> Merchant = new("--merchant")
    {
        Description = "The merchant who made the sales, or that issued the points of balances that name none",
        Required = true,
    };

    private static readonly Option<string?> Members = new(MemberList.Option)
    {
        Description =
            "A CSV file with the columns memberId and phone, email or number, which says who a customer is "
            + "[default: the host says it]",
    };

    private static readonly Option<int> Parallel = new("--parallel")
    {
        Description = "How many requests to send at the same time",
        DefaultValueFactory = _ => 16,
        CustomParser = OptionParsers.WholeNumber("--parallel", 1, Import.ParallelMax),
    };

    private static readonly Option<string?> Refused = new("--refused")
    {
        Description =
            "The file for rows that were refused or set aside [default: FILE.refused.csv in the current folder]",
    };

    /// <summary>
    /// The default name of the file for refused rows: in the current folder, named after the input file.
    /// </summary>
    public static string RefusedFileOf(string file) => $"{Path.GetFileName(file)}.refused.csv";

    public static Command Create()
    {
        var command = new Command(
            "import",
            "Post the orders and refunds of a CSV file to a host, or balances of another system. The whole file is read first, and what can be "
                + "understood in two ways is refused. Running it again changes nothing."
        )
        {
            File,
            Programme,
            Merchant,
            Members,
            Parallel,
            Refused,
        };
        FileOptions.AddTo(command);
        HostOptions.AddTo(command);
        command.SetInterruptibleAction("The import was stopped", Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken ct)
    {
        var settings = FileOptions.Read(parsed);
        CheckMembers(parsed.GetValue(Members), settings.Customers);
        using var file = InputFile.Copy(parsed.GetValue(File)!, "file to import");
        // Options that name no usable host are refused before the file is read, which may take long.
        if (NeedsHost(parsed, settings) && !HostOptions.NamesHost(parsed))
            throw new CommandException(
                $"The file names customers {RowChoices.Describe(settings.Customers.Value)} "
                    + $"({settings.Customers.Source}): name the host, which finds them, with --url or --data, "
                    + $"or the file that says which member each is with {MemberList.Option}."
            );
        using var api = NeedsHost(parsed, settings) ? HostOptions.Connect(parsed, parsed.GetValue(Parallel)) : null;
        var plan = Planner.Make(file, settings);
        var found =
            parsed.GetValue(Members) is null && plan.Customers != CustomerKind.MemberIds
                ? await HostCustomers.Find(
                    file,
                    plan,
                    api!,
                    settings.Mapping.EnrolCustomers,
                    parsed.GetValue(Parallel),
                    ct
                )
                : null;
        var listed = parsed.GetValue(Members) is { } path ? MemberList.Read(path, plan.Customers) : null;
        var customers = (ICustomers?)found ?? listed;
        return HostOptions.IsDryRun(parsed)
            ? await ShowDryRun(plan, new(file, new(plan, customers), Console.Out), ct)
            : await Send(parsed, file, plan, () => new(plan, customers), api!, found, ct);
    }

    /// <summary>A dry run sends nothing, but the host may have to say who the customers are.</summary>
    private static bool NeedsHost(ParseResult parsed, ImportSettings settings) =>
        !HostOptions.IsDryRun(parsed)
        || (parsed.GetValue(Members) is null && settings.Customers.Value != CustomerKind.MemberIds);

    private static async Task<int> Send(
        ParseResult parsed,
        InputFile file,
        ImportPlan plan,
        Func<ImportReader> createReader,
        HostClient api,
        HostCustomers? found,
        CancellationToken ct
    )
    {
        var refusedPath = parsed.GetValue(Refused) ?? RefusedFileOf(file.Path);
        await using var refused = RefusedFile.Create(refusedPath, file.Path, HeaderOf(file, plan));
        var (programmeId, merchantId) = (parsed.GetValue(Programme)!, parsed.GetValue(Merchant)!);
        await MerchantCheck.Run(api, programmeId, merchantId, ct);
        await Show(plan);
        var approved = await new ImportApproval(api, new(programmeId, merchantId), programmeId).Obtain(
            Path.GetFileName(file.Path),
            createReader().Read(file),
            ct
        );
        var faults = new HostFault(plan.Columns);
        var enrolment = new Enrolment(api, programmeId, memberId => found?.CreateProfile(memberId) ?? new());
        var purchases = new PurchasePoster(api, enrolment, faults, programmeId, merchantId, approved);
        var refunds = new RefundPoster(api, faults, programmeId, merchantId);
        var balances = new BalancePoster(api, enrolment, faults, programmeId, merchantId, approved);
        var import = new Import(
            file,
            createReader(),
            refused,
            () => new(purchases, refunds, balances, matchesRefunds: plan.Refunds == RefundTarget.LatestOrder),
            parsed.GetValue(Parallel)
        );
        try
        {
            await ImportProgress.Show(import, import.Run(ct));
        }
        finally
        {
            // Also after an error: the rows posted so far stay posted.
            foreach (var line in import.Tally.Missing())
                await Console.Out.WriteLineAsync(line);
            await Console.Out.WriteAsync(import.Tally.Report());
        }
        await Console.Out.WriteLineAsync(
            await refused.Publish()
                ? $"The rows that were refused or set aside are in {refusedPath}, with the reason."
                : "Every row is in."
        );
        return import.Tally.IsComplete ? ExitCodes.Success : ExitCodes.Incomplete;
    }

    private static async Task<int> ShowDryRun(ImportPlan plan, DryRun dryRun, CancellationToken ct)
    {
        await Show(plan);
        dryRun.Run(ct);
        await Console.Out.WriteAsync(dryRun.Tally.Report());
        await Console.Out.WriteLineAsync("Nothing was sent.");
        return dryRun.Tally.IsComplete ? ExitCodes.Success : ExitCodes.Incomplete;
    }

    private static async Task Show(ImportPlan plan)
    {
        foreach (var line in plan.Description)
            await Console.Out.WriteLineAsync(line);
    }

    private static Header HeaderOf(InputFile file, ImportPlan plan)
    {
        using var table = Table.Open(file, plan.Form);
        return table.Header;
    }

    private static void CheckMembers(string? members, Choice<CustomerKind> customers)
    {
        if (members is not null && customers.Value == CustomerKind.MemberIds)
            throw new CommandException(
                $"{MemberList.Option} is of no use for customers that are named by member id: say with --customers how "
                    + "the file names them."
            );
    }
}
