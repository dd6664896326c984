using System.Globalization;
using Points.Domain.Programmes.Rules;
using Points.Domain.Reading;

namespace Points.Cli.Importing;

/// <summary>
/// Decides for each row of a retailer's invoices whether to post it as a purchase or a cancellation, to set it aside,
/// or to refuse it with a reason.
/// </summary>
internal sealed class RowClassifier(TimeZoneInfo zone)
{
    /// <summary>Codes of refused rows.</summary>
    public const string PurchaseWithoutCustomer = "no-customer",
        InvalidRow = "invalid-row";

    /// <summary>
    /// Kinds of rows that are set aside. A cancellation is unmatched if it refunds no order: no money went back, or no
    /// earlier order has enough left.
    /// </summary>
    public const string Adjustment = "adjustment",
        UnmatchedCancellation = "unmatched-cancellation",
        CancellationWithoutCustomer = "cancellation-of-nobody";

    private const int OrderIdLengthMax = 128;

    /// <summary>Spreadsheets turn customer ids into numbers, so that 12345 becomes 12345.0.</summary>
    private const string NumberTail = ".0";

    private static readonly string[] DateFormats =
    [
        "M/d/yy H:mm",
        "M/d/yyyy H:mm",
        "M/d/yyyy H:mm:ss",
        "yyyy-MM-dd H:mm",
        "yyyy-MM-dd H:mm:ss",
        "yyyy-MM-dd'T'HH:mm:ss",
        "yyyy-MM-dd",
    ];

    private static readonly string[] InstantFormats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:sszzz"];

    public ClassifiedRow Classify(SourceRow row)
    {
        if (!row.HasAllFields)
            return Invalid("the row has more or fewer fields than the header");
        var amount = AmountOf(row.Amount);
        if (amount is { } total && ClassifyWithoutPosting(row, total) is { } setAside)
            return setAside;
        // Points go only to known members (law L4).
        if (row.Customer.Length == 0)
            return new ClassifiedRow.Refused(PurchaseWithoutCustomer, "points are issued to known members only");

        if (row.Order.Length is 0 or > OrderIdLengthMax)
            return Invalid($"the order must have 1 to {OrderIdLengthMax} characters");
        var memberId = MemberIdOf(row.Customer);
        if (!FieldReader.IsId(memberId))
            return Invalid($"the customer {row.Customer} is not a valid member id");
        if (InstantOf(row.Date) is not { } occurredAt)
            return Invalid($"the date {row.Date} has an unknown format");
        if (amount is not { } money)
            return Invalid($"the amount {row.Amount} is not an amount of money");
        return new ClassifiedRow.ToPost(
            money < Fen.Zero
                ? new Transaction.Cancellation(row, memberId, row.Order, occurredAt, Fen.Zero - money)
                : new Transaction.Purchase(row, memberId, row.Order, occurredAt, money)
        );
    }

    /// <summary>
    /// Finds rows to set aside. In this data set, orders that start with A are adjustments and those with C are
    /// cancellations. A row with an amount above zero is a purchase whatever its letter: a shop may call one CASH-9.
    /// </summary>
    private static ClassifiedRow.SetAside? ClassifyWithoutPosting(SourceRow row, Fen amount)
    {
        if (amount > Fen.Zero)
            return null;
        if (row.Order.StartsWith('A'))
            return new(Adjustment, "an adjustment of the accounts, not a purchase");
        if (amount == Fen.Zero && !row.Order.StartsWith('C'))
            return null;
        if (row.Customer.Length == 0)
            return new(
                CancellationWithoutCustomer,
                "money went back to an unknown customer, who has no points to take back"
            );
        return amount == Fen.Zero
            ? new(UnmatchedCancellation, "no money went back, so no points are taken back")
            : null;
    }

    private static ClassifiedRow.Refused Invalid(string reason) => new(InvalidRow, reason);

    private static string MemberIdOf(string customer) =>
        customer.EndsWith(NumberTail, StringComparison.Ordinal) && customer[..^NumberTail.Length].All(char.IsAsciiDigit)
            ? customer[..^NumberTail.Length]
            : customer;

    private DateTimeOffset? InstantOf(string text)
    {
        if (DateTime.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return new DateTimeOffset(local, zone.GetUtcOffset(local));
        return DateTimeOffset.TryParseExact(
            text,
            InstantFormats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var instant
        )
            ? instant
            : null;
    }

    /// <summary>Rounds to the nearest fen, because the files contain rounding errors of binary fractions.</summary>
    private static Fen? AmountOf(string text)
    {
        var isAmount =
            decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var yuan)
            && Math.Abs(yuan) <= (decimal)OrderLine.AmountMax.Value / Fen.PerYuan;
        return isAmount ? new Fen((long)Math.Round(yuan * Fen.PerYuan, MidpointRounding.AwayFromZero)) : null;
    }
}
