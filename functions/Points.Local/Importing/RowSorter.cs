using System.Globalization;
using Points.Domain.Accruing;
using Points.Domain.Reading;

namespace Points.Local.Importing;

/// <summary>Tells purchases from what else a retailer's books hold, and says what is wrong with rows that are neither.</summary>
internal sealed class RowSorter(TimeZoneInfo zone)
{
    public const string NoCustomer = "no-customer", InvalidRow = "invalid-row", Cancellation = "cancellation", Adjustment = "adjustment";
    private const int OrderIdLengthMax = 128;

    /// <summary>A spreadsheet made numbers of the customers' ids.</summary>
    private const string NumberTail = ".0";

    private static readonly string[] DateFormats =
        ["M/d/yy H:mm", "M/d/yyyy H:mm", "M/d/yyyy H:mm:ss", "yyyy-MM-dd H:mm", "yyyy-MM-dd H:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd"];

    private static readonly string[] InstantFormats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:sszzz"];

    public Sorted Sort(SourceRow row)
    {
        if (!row.IsWhole) return Invalid("the row has more or fewer fields than the header");
        // What is no purchase is set aside whoever it belongs to; after that, nothing is earned by nobody (law L4).
        if (row.Order.StartsWith('C')) return new Sorted.SetAside(Cancellation);
        if (row.Order.StartsWith('A')) return new Sorted.SetAside(Adjustment);
        if (row.Customer.Length == 0) return new Sorted.Refused(NoCustomer, "points are issued to known members only");

        if (row.Order.Length is 0 or > OrderIdLengthMax) return Invalid($"the order must have 1 to {OrderIdLengthMax} characters");
        var memberId = MemberIdOf(row.Customer);
        if (!Fields.IsId(memberId)) return Invalid($"the customer {row.Customer} cannot be a member's id");
        if (InstantOf(row.Date) is not { } occurredAt) return Invalid($"the date {row.Date} is not understood");
        if (AmountOf(row.Amount) is not { } amount) return Invalid($"the amount {row.Amount} is not an amount of money");
        return amount < Fen.Zero
            ? new Sorted.SetAside(Cancellation)
            : new Sorted.ToPost(new(row, memberId, row.Order, occurredAt, amount));
    }

    private static Sorted.Refused Invalid(string why) => new(InvalidRow, why);

    private static string MemberIdOf(string customer) =>
        customer.EndsWith(NumberTail, StringComparison.Ordinal) && customer[..^NumberTail.Length].All(char.IsAsciiDigit)
            ? customer[..^NumberTail.Length]
            : customer;

    private DateTimeOffset? InstantOf(string text)
    {
        if (DateTime.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return new DateTimeOffset(local, zone.GetUtcOffset(local));
        return DateTimeOffset.TryParseExact(text, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? instant : null;
    }

    /// <summary>To the nearest fen: what is beyond is noise of binary fractions.</summary>
    private static Fen? AmountOf(string text)
    {
        var isAmount = decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var yuan)
            && Math.Abs(yuan) <= (decimal)OrderLine.AmountMax.Value / Fen.PerYuan;
        return isAmount ? new Fen((long)Math.Round(yuan * Fen.PerYuan, MidpointRounding.AwayFromZero)) : null;
    }
}
