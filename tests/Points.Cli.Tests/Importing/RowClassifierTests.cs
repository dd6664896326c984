using System.Globalization;
using Points.Cli.Importing;

namespace Points.Cli.Tests.Importing;

public sealed class RowClassifierTests
{
    private static readonly RowClassifier Classifier = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    [Theory]
    [InlineData("505.3", 50530)]
    [InlineData("145.79999999999998", 14580)]
    [InlineData("508.20000000000005", 50820)]
    [InlineData("0.0", 0)]
    [InlineData("0.005", 1)]
    [InlineData("1e3", 100000)]
    public void Amounts_are_rounded_to_the_nearest_fen(string text, long fen) =>
        Assert.Equal(new Fen(fen), Purchase(Row() with { Amount = text }).Amount);

    [Theory]
    [InlineData("12/1/09 7:45", "2009-12-01T07:45:00+08:00")]
    [InlineData("12/1/2009 17:45", "2009-12-01T17:45:00+08:00")]
    [InlineData("2009-12-01 07:45:30", "2009-12-01T07:45:30+08:00")]
    [InlineData("2009-12-01T07:45:30Z", "2009-12-01T07:45:30Z")]
    [InlineData("2009-12-01", "2009-12-01T00:00:00+08:00")]
    public void Times_are_read_in_the_given_time_zone(string text, string instant) =>
        Assert.Equal(
            DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture),
            Purchase(Row() with { Date = text }).OccurredAt
        );

    [Theory]
    [InlineData("13085.0", "13085")]
    [InlineData("13085", "13085")]
    [InlineData("anna.0", "anna.0")]
    public void Customer_ids_that_a_spreadsheet_turned_into_decimals_are_restored(string text, string memberId) =>
        Assert.Equal(memberId, Purchase(Row() with { Customer = text }).MemberId);

    [Fact]
    public void A_purchase_without_a_customer_is_refused() =>
        Assert.Equal(RowClassifier.PurchaseWithoutCustomer, Refused(Row() with { Customer = "" }).Code);

    [Theory]
    [InlineData("C489449")]
    [InlineData("489449")]
    public void A_negative_amount_is_a_cancellation_whatever_the_order_number(string order)
    {
        var cancellation = Assert.IsType<Transaction.Cancellation>(
            Posted(Row() with { Order = order, Amount = "-148.29999999999998" })
        );
        Assert.Equal(
            ("13085", order, new Fen(14830)),
            (cancellation.MemberId, cancellation.RefundId, cancellation.Amount)
        );
        Assert.Equal(
            DateTimeOffset.Parse("2009-12-01T07:45:00+08:00", CultureInfo.InvariantCulture),
            cancellation.OccurredAt
        );
    }

    [Theory]
    [InlineData("A506401", "-53594.36", "13085.0", RowClassifier.Adjustment)]
    [InlineData("A506401", "-53594.36", "", RowClassifier.Adjustment)]
    [InlineData("A506401", "0.001", "13085.0", RowClassifier.Adjustment)]
    [InlineData("C489449", "0", "13085.0", RowClassifier.UnmatchedCancellation)]
    [InlineData("C489449", "0", "", RowClassifier.CancellationWithoutCustomer)]
    [InlineData("C489449", "-22.39", "", RowClassifier.CancellationWithoutCustomer)]
    [InlineData("489449", "-22.39", "", RowClassifier.CancellationWithoutCustomer)]
    public void Adjustments_and_cancellations_without_effect_are_set_aside(
        string order,
        string amount,
        string customer,
        string kind
    ) => Assert.Equal(kind, SetAside(Row() with { Order = order, Amount = amount, Customer = customer }).Kind);

    [Theory]
    [InlineData("CASH-9")]
    [InlineData("C489449")]
    [InlineData("A563185")]
    public void A_positive_amount_is_a_purchase_whatever_the_order_number(string order) =>
        Assert.Equal(order, Purchase(Row() with { Order = order, Amount = "10" }).OrderId);

    [Fact]
    public void A_positive_adjustment_without_a_customer_is_refused() =>
        Assert.Equal(
            RowClassifier.PurchaseWithoutCustomer,
            Refused(Row() with { Order = "A563185", Amount = "11062.06", Customer = "" }).Code
        );

    [Theory]
    [InlineData("", "12/1/09 7:45", "1", "5")]
    [InlineData("1", "13/1/09 7:45", "1", "5")]
    [InlineData("1", "12/1/09 7:45", "a b", "5")]
    [InlineData("1", "12/1/09 7:45", "1", "five")]
    [InlineData("1", "12/1/09 7:45", "1", "1e20")]
    [InlineData("C1", "12/1/09 7:45", "1", "five")]
    [InlineData("", "12/1/09 7:45", "1", "-5")]
    [InlineData("C1", "13/1/09 7:45", "1", "-5")]
    [InlineData("C1", "12/1/09 7:45", "a b", "-5")]
    public void An_invalid_row_is_refused(string order, string date, string customer, string amount) =>
        Assert.Equal(RowClassifier.InvalidRow, Refused(new(2, order, date, customer, amount)).Code);

    [Fact]
    public void A_row_with_more_fields_than_the_header_is_refused() =>
        Assert.Equal(RowClassifier.InvalidRow, Refused(Row() with { HasAllFields = false }).Code);

    private static SourceRow Row() => new(2, "489434", "12/1/09 7:45", "13085.0", "505.3");

    private static Transaction Posted(SourceRow row) =>
        Assert.IsType<ClassifiedRow.ToPost>(Classifier.Classify(row)).Transaction;

    private static Transaction.Purchase Purchase(SourceRow row) => Assert.IsType<Transaction.Purchase>(Posted(row));

    private static ClassifiedRow.SetAside SetAside(SourceRow row) =>
        Assert.IsType<ClassifiedRow.SetAside>(Classifier.Classify(row));

    private static ClassifiedRow.Refused Refused(SourceRow row) =>
        Assert.IsType<ClassifiedRow.Refused>(Classifier.Classify(row));
}
