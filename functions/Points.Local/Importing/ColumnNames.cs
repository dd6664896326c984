namespace Points.Local.Importing;

/// <summary>Which columns of a file hold what a purchase or a cancellation needs.</summary>
internal sealed record ColumnNames(string Order, string Date, string Customer, string Amount)
{
    /// <summary>As the file of a retailer's invoices has them that everyone can get: Online Retail II.</summary>
    public static readonly ColumnNames Default = new("invoice_id", "invoice_date", "customer_id", "total_price");

    /// <summary>Reads <c>order=…,date=…,customer=…,amount=…</c>; those left out keep their default.</summary>
    /// <returns>Null if that is not what the text is.</returns>
    public static ColumnNames? Parse(string text)
    {
        var names = Default;
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at < 0 || at == part.Length - 1)
                return null;
            var column = part[(at + 1)..];
            switch (part[..at])
            {
                case "order":
                    names = names with { Order = column };
                    break;
                case "date":
                    names = names with { Date = column };
                    break;
                case "customer":
                    names = names with { Customer = column };
                    break;
                case "amount":
                    names = names with { Amount = column };
                    break;
                default:
                    return null;
            }
        }
        return names;
    }
}
