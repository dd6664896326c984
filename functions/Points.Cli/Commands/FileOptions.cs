using System.CommandLine;
using Points.Cli.Files;
using Points.Cli.Importing;
using Points.Cli.Importing.Formats;
using Points.Cli.Importing.Mappings;
using Points.Cli.Importing.Planning;
using Points.Cli.Importing.Reading;
using Points.Cli.Tables;

namespace Points.Cli.Commands;

/// <summary>The options that say how to read a file. What none of them says is found from the file.</summary>
internal static class FileOptions
{
    private const string BySource = "by the option";

    /// <summary>The encoding of a text file, which <c>send</c> reads too.</summary>
    public static readonly Option<string?> Encoding = new(FileEncoding.Option)
    {
        Description = $"The encoding of the file, such as {FileEncoding.Examples} [default: found from the file]",
        CustomParser = OptionParsers.Parsed(
            FileEncoding.NameOf,
            $"{FileEncoding.Option} must be an encoding such as {FileEncoding.Examples}."
        ),
    };

    private static readonly Option<ImportKind?> Kind = new("--kind")
    {
        Description =
            "What the rows are: orders and refunds (purchases), or points that members have in another system "
            + "(balances) [default: purchases]",
        CustomParser = OptionParsers.Word<ImportKind>("--kind"),
    };

    private static readonly Option<string?> Mapping = new("--mapping")
    {
        Description =
            "What is known of the shop system that wrote the file: the path of a mapping file, or one of "
            + string.Join(", ", MappingFile.Names),
    };

    private static readonly Option<Func<MappedColumns, MappedColumns>?> Columns = new(ColumnsOption.Name)
    {
        Description =
            "The names of the columns "
            + "[default: order=invoice_id,date=invoice_date,customer=customer_id,amount=total_price]",
        CustomParser = OptionParsers.Parsed(ColumnsOption.Parse, ColumnsOption.Rule),
    };

    private static readonly Option<string?> Separator = new(TableFinder.Option)
    {
        Description = "The separator of fields: comma, semicolon, tab, pipe or the character itself [default: found]",
        CustomParser = OptionParsers.Parsed(
            ParseSeparator,
            $"{TableFinder.Option} must be comma, semicolon, tab, pipe or one ASCII character."
        ),
    };

    private static readonly Option<Quotes> QuotesOption = new("--quotes")
    {
        Description = "What double quotes do: enclose fields, or nothing (literal) [default: enclose]",
        CustomParser = OptionParsers.OneOf("--quotes", Quotes.Enclose, Quotes.Literal),
    };

    private static readonly Option<DateFormat?> Dates = new(DateFormat.Option)
    {
        Description = $"The format of dates: {DateFormat.Rule} [default: found from the file]",
        CustomParser = OptionParsers.Parsed(DateFormat.Parse, $"{DateFormat.Option} must be {DateFormat.Rule}."),
    };

    private static readonly Option<NumberFormat?> Numbers = new(NumberFormats.Option)
    {
        Description = $"The format of amounts: {NumberFormats.Rule} [default: found from the file]",
        CustomParser = OptionParsers.ParsedValue(
            NumberFormats.Parse,
            $"{NumberFormats.Option} must be {NumberFormats.Rule}."
        ),
    };

    private static readonly Option<RowMeaning?> Rows = new(RowChoices.RowsOption)
    {
        Description =
            "What a row is: an order (orders), a line of its order (lines), or goods of an order whose first row has "
            + "its amount (goods) [default: orders, if no order number occurs twice]",
        CustomParser = OptionParsers.Word<RowMeaning>(RowChoices.RowsOption),
    };

    private static readonly Option<RefundTarget?> Refunds = new(RowChoices.RefundsOption)
    {
        Description =
            "Which order a refund row refunds: that of the same number (same-number), that which the column refund-of "
            + "names (named), or the customer's latest (latest-order) "
            + "[default: same-number, if the file has all those orders]",
        CustomParser = OptionParsers.Word<RefundTarget>(RowChoices.RefundsOption),
    };

    private static readonly Option<CustomerKind?> Customers = new("--customers")
    {
        Description =
            "How the file names customers: member-ids, phones, emails or numbers; all but the first are found by "
            + $"the host, or in the file of {MemberList.Option} [default: member-ids]",
        CustomParser = OptionParsers.Word<CustomerKind>("--customers"),
    };

    private static readonly Option<TimeZoneInfo?> Zone = new("--time-zone")
    {
        Description = "The time zone of dates without an offset [default: Asia/Shanghai]",
        CustomParser = OptionParsers.Parsed(
            text => TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) ? zone : null,
            "--time-zone must be an IANA time zone such as Asia/Shanghai."
        ),
    };

    public static void AddTo(Command command)
    {
        foreach (
            var option in (Option[])
                [
                    Kind,
                    Mapping,
                    Columns,
                    Encoding,
                    Separator,
                    QuotesOption,
                    Dates,
                    Zone,
                    Numbers,
                    Rows,
                    Refunds,
                    Customers,
                ]
        )
            command.Options.Add(option);
    }

    /// <summary>What the mapping and the options say.</summary>
    /// <exception cref="Hosts.CommandException">The mapping cannot be used.</exception>
    public static ImportSettings Read(ParseResult parsed)
    {
        var kind = parsed.GetValue(Kind) ?? ImportKind.Purchases;
        var mapping =
            parsed.GetValue(Mapping) is { } name ? MappingFile.Read(name)
            : kind == ImportKind.Balances ? ImportMapping.DefaultOfBalances
            : ImportMapping.Default;
        if (parsed.GetValue(Columns) is { } change)
            mapping = mapping with { Columns = change(mapping.Columns) };
        var said = ImportSettings.From(mapping);
        if (kind == ImportKind.Balances)
            // A reference that occurs twice is no question: the rows are lots of one balance.
            said = said with
            {
                Rows = new(RowMeaning.Lines, ""),
                Refunds = new(RefundTarget.SameNumber, ""),
            };
        return said with
        {
            Kind = kind,
            Encoding = Or(parsed.GetValue(Encoding), said.Encoding),
            Separator = parsed.GetValue(Separator) is { } separator ? new(separator[0], BySource) : said.Separator,
            Quotes = parsed.GetValue(QuotesOption),
            Dates = Or(parsed.GetValue(Dates), said.Dates),
            Zone = Or(parsed.GetValue(Zone), said.Zone)!,
            Numbers = parsed.GetValue(Numbers) is { } numbers ? new(numbers, BySource) : said.Numbers,
            Rows = parsed.GetValue(Rows) is { } rows ? new(rows, BySource) : said.Rows,
            Refunds = parsed.GetValue(Refunds) is { } refunds ? new(refunds, BySource) : said.Refunds,
            Customers = parsed.GetValue(Customers) is { } customers ? new(customers, BySource) : said.Customers,
        };
    }

    private static Choice<T>? Or<T>(T? option, Choice<T>? said)
        where T : class => option is null ? said : new(option, BySource);

    private static string? ParseSeparator(string text) =>
        text switch
        {
            "comma" => ",",
            "semicolon" => ";",
            "tab" or "\\t" => "\t",
            "pipe" => "|",
            [var one] when one < 128 && !char.IsAsciiLetterOrDigit(one) && one is not ('"' or '\r' or '\n') => text,
            _ => null,
        };
}
