namespace Points.Cli.Importing;

/// <summary>The names of the columns that hold the fields of a purchase or a cancellation.</summary>
internal sealed record ColumnNames(string Order, string Date, string Customer, string Amount)
{
    /// <summary>The column names of Online Retail II, a public data set of a retailer's invoices.</summary>
    public static readonly ColumnNames Default = new("invoice_id", "invoice_date", "customer_id", "total_price");

    /// <summary>Parses <c>order=…,date=…,customer=…,amount=…</c>. A missing name keeps its default.</summary>
    /// <returns>Null if the text has another form.</returns>
    public static ColumnNames? Parse(string text)
    {
        var names = Default;
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var equalsSign = part.IndexOf('=', StringComparison.Ordinal);
            if (equalsSign < 0 || equalsSign == part.Length - 1)
                return null;
            var column = part[(equalsSign + 1)..];
            switch (part[..equalsSign])
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
