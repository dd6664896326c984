using Points.Cli.Importing.Mappings;
using Points.Cli.Tables;

namespace Points.Cli.Importing.Planning;

/// <summary>A column of the file.</summary>
/// <param name="Name">As the file writes it.</param>
internal sealed record Column(int Index, string Name);

/// <summary>The columns of the file that an import uses.</summary>
internal sealed record ImportColumns(
    Column Order,
    Column Date,
    Column Customer,
    Column Amount,
    Column? RefundOf,
    Column? Refunded,
    Column? Currency,
    Column? Issuer,
    Column? Sku,
    Column? Category
)
{
    /// <summary>For each column that the file must have, the names that it may have.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> NamesOfNeeded(ImportMapping mapping) =>
        [
            mapping.Columns.Order,
            mapping.Columns.Date,
            mapping.Columns.Customer,
            mapping.Columns.Amount,
            .. mapping.Refunds == RefundTarget.Named || mapping.Columns.RefundOf is not []
                ? [mapping.Columns.RefundOf]
                : Array.Empty<IReadOnlyList<string>>(),
            .. mapping.Rules.Select(rule => rule.When.Column).Where(names => names is not []),
        ];

    /// <param name="header">A header with all that are needed.</param>
    public static ImportColumns Find(Header header, MappedColumns names)
    {
        return new(
            One(names.Order)!,
            One(names.Date)!,
            One(names.Customer)!,
            One(names.Amount)!,
            One(names.RefundOf),
            One(names.Refunded),
            One(names.Currency),
            One(names.Issuer),
            One(names.Sku),
            One(names.Category)
        );

        Column? One(IReadOnlyList<string> alternatives) => FindFirst(header, alternatives);
    }

    /// <summary>The first of the names that the file has; null if it has none.</summary>
    public static Column? FindFirst(Header header, IReadOnlyList<string> alternatives) =>
        alternatives.Select(header.Find).FirstOrDefault(index => index is not null) is { } found
            ? new(found, header.Names[found])
            : null;

    public string Describe(ImportKind kind)
    {
        if (kind == ImportKind.Balances)
            return Join([
                ("reference", Order),
                ("member", Customer),
                ("points", Amount),
                ("last day", Date),
                ("issuer", Issuer),
            ]);
        return Join([
            ("order", Order),
            ("date", Date),
            ("customer", Customer),
            ("amount", Amount),
            ("refunded order", RefundOf),
            ("refunded amount", Refunded),
            ("currency", Currency),
            ("SKU", Sku),
            ("category", Category),
        ]);
    }

    private static string Join((string Meaning, Column? Column)[] all) =>
        string.Join(
            ", ",
            all.Where(it => it.Column is not null).Select(it => $"{it.Meaning} in \"{it.Column!.Name}\"")
        );
}
