using Points.Cli.Importing.Formats;
using Points.Cli.Importing.Mappings;
using Points.Cli.Tables;

namespace Points.Cli.Importing.Planning;

/// <summary>How a file is imported. It is made from the whole file before anything is sent.</summary>
/// <param name="Description">What was decided and why, one sentence a line.</param>
internal sealed record ImportPlan(
    ImportKind Kind,
    TableForm Form,
    ImportColumns Columns,
    RowSorter Sorter,
    OrderCounts Orders,
    DateFormat Dates,
    TimeZoneInfo Zone,
    NumberFormat Numbers,
    DecimalHandling Decimals,
    RowMeaning Rows,
    RefundTarget Refunds,
    CustomerKind Customers,
    bool CustomersHaveDecimals,
    IReadOnlyList<string> Description
);
