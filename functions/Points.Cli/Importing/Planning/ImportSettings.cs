using Points.Cli.Files;
using Points.Cli.Importing.Formats;
using Points.Cli.Importing.Mappings;
using Points.Cli.Tables;

namespace Points.Cli.Importing.Planning;

/// <summary>
/// A value that need not be found from the file, and what gave it: an option, the mapping or the default.
/// </summary>
internal sealed record Choice<T>(T Value, string Source);

/// <summary>What an import is told about its file. What is null is found from the file.</summary>
internal sealed record ImportSettings(ImportMapping Mapping)
{
    private const string ByMapping = "by the mapping",
        ByDefault = "the default";

    public ImportKind Kind { get; init; }

    public Choice<string>? Encoding { get; init; }

    public Choice<char>? Separator { get; init; }

    public Quotes Quotes { get; init; }

    public Choice<DateFormat>? Dates { get; init; }

    public Choice<NumberFormat>? Numbers { get; init; }

    public Choice<RowMeaning>? Rows { get; init; }

    public Choice<RefundTarget>? Refunds { get; init; }

    public required Choice<TimeZoneInfo> Zone { get; init; }

    public required Choice<CustomerKind> Customers { get; init; }

    /// <summary>The number by which the rows of one order or balance belong together.</summary>
    /// <remarks>A reference may be the same for all members of a migration.</remarks>
    public static string GroupOf(ImportKind kind, string order, string customer) =>
        kind == ImportKind.Balances && order.Length > 0 ? $"{order}\n{customer}" : order;

    /// <summary>What the mapping says. Options replace parts of it.</summary>
    /// <param name="mapping">A mapping without an error.</param>
    public static ImportSettings From(ImportMapping mapping) =>
        new(mapping)
        {
            Encoding = mapping.Encoding is { } encoding ? new(FileEncoding.NameOf(encoding)!, ByMapping) : null,
            Separator = mapping.Separator is { } separator ? new(separator[0], ByMapping) : null,
            Dates = mapping.DateFormat switch
            {
                null => null,
                [var one] => new(DateFormat.Parse(one)!, ByMapping),
                var several => new(new DateFormat.Patterns(several), ByMapping),
            },
            Numbers =
                mapping.NumberFormat is { } numbers && NumberFormats.Parse(numbers) is { } format
                    ? new(format, ByMapping)
                    : null,
            Rows = mapping.Rows is { } rows ? new(rows, ByMapping) : null,
            Refunds =
                mapping.Refunds is { } refunds ? new(refunds, ByMapping)
                : mapping.Columns.RefundOf.Count > 0 ? new(RefundTarget.Named, "the columns name it")
                : null,
            Zone = mapping.TimeZone is { } zone
                ? new(TimeZoneInfo.FindSystemTimeZoneById(zone), ByMapping)
                : new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), ByDefault),
            Customers = mapping.Customers is { } customers
                ? new(customers, ByMapping)
                : new(CustomerKind.MemberIds, ByDefault),
        };
}
