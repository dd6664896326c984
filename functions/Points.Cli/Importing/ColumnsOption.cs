using Points.Cli.Importing.Mappings;

namespace Points.Cli.Importing;

/// <summary>Reads the option <c>--columns</c>, which replaces columns of the mapping.</summary>
internal static class ColumnsOption
{
    public const string Name = "--columns",
        Rule =
            $"{Name} must be like order=invoice_id,date=invoice_date,customer=customer_id,amount=total_price; "
            + "refund-of, refunded, currency, sku and category may be added. Of balances, they are "
            + "reference, member, points, expiry and issuer.";

    /// <summary>Parses <c>order=…,date=…</c>.</summary>
    /// <returns>What to change in a mapping's columns; null if the text has another form.</returns>
    public static Func<MappedColumns, MappedColumns>? Parse(string text)
    {
        var changes = text.Split(',', StringSplitOptions.TrimEntries).Select(ParsePart).ToArray();
        return Array.TrueForAll(changes, it => it is not null)
            ? columns => changes.Aggregate(columns, (changed, change) => change!(changed))
            : null;
    }

    private static Func<MappedColumns, MappedColumns>? ParsePart(string part)
    {
        var equalsSign = part.IndexOf('=', StringComparison.Ordinal);
        if (equalsSign < 0 || equalsSign == part.Length - 1)
            return null;
        IReadOnlyList<string> names = [part[(equalsSign + 1)..]];
        return part[..equalsSign] switch
        {
            "order" or "reference" => it => it with { Order = names },
            "date" or "expiry" => it => it with { Date = names },
            "customer" or "member" => it => it with { Customer = names },
            "amount" or "points" => it => it with { Amount = names },
            "refund-of" => it => it with { RefundOf = names },
            "refunded" => it => it with { Refunded = names },
            "currency" => it => it with { Currency = names },
            "issuer" => it => it with { Issuer = names },
            "sku" => it => it with { Sku = names },
            "category" => it => it with { Category = names },
            _ => null,
        };
    }
}
