using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Tests.Ledger;

/// <summary>What an entry says of a record contradicts a record that was changed beside the ledger.</summary>
public sealed class RecordDigestTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    private static readonly Order Order = new()
    {
        ProgrammeId = "supermarket",
        MerchantId = "shop",
        OrderId = "o-1",
        EntryId = "e-1",
        Revision = 1,
        OccurredAt = At,
        Channel = "store",
        Lines = [new("tea", "food", new(12_000), 2, new(2026, 12, 1), ["green"])],
        PaidWithPoints = new(2_000),
        Points = new(100),
        PointsByLine = [new(100)],
        ExpiresOn = new(2028, 11, 30),
        UsableFrom = new(2026, 12, 14),
        BudgetPeriod = "2026",
        BookedAfter = 7,
        CapUse = [new("cap:daily", "2026-11-30", 100)],
        PostedBy = "till-4",
        RedemptionIds = ["r-1"],
        RefundedByLine = [new(1_000)],
    };

    private static readonly Redemption Redemption = new()
    {
        RedemptionId = "r-1",
        ProgrammeId = "supermarket",
        RewardId = "voucher",
        HonouredBy = "shop",
        Quantity = 2,
        Points = new(1_000),
        Worth = new(2_000),
        Lots = [new(new(1_000), new(2028, 11, 30), "shop")],
        At = At,
        Revision = 1,
        Status = RedemptionStatus.Completed,
        History = [new(RedemptionStatus.Completed, At, "e-2", new(1), "by mistake", new(3))],
        HoldUntil = At.AddHours(1),
        Voucher = new("CODE", new(2027, 1, 31), new(5_000), new(At, "bill-1", "e-3")),
        Pay = new(300),
        CompensationRate = 0.1m,
        Reservation = new("p-1", ["s-1"]),
        PaidOrderId = "o-1",
        Grant = new("gift", "shop"),
        PiecesReversed = 1,
        PointsReversedForMerchantFault = new(5),
        PointsCompensated = new(6),
    };

    private static readonly WalletRecord[] Records =
    [
        Order,
        Redemption,
        new RefundRecord("shop", "o-1", "f-1", "e-4"),
        new ActionRecord("green", "share", "post-1", "e-5"),
        new CountedReference("green", ReferenceUse.Adjustment, "case-1", "e-6"),
        new EarlyRefundRecord(
            "green",
            "shop",
            "o-2",
            [
                new(new RefundClaim.Amount(new(100)), "f-2", "e-7", At),
                new(new RefundClaim.Lines([new("tea", new(5))]), "f-3", "e-8", At),
            ]
        )
        {
            AppliedBy = "e-9",
        },
        new Transfer(
            "t-1",
            "green",
            "family",
            "ming",
            "sender-key",
            "receiver-key",
            [new(new(10), null, "shop")],
            TransferStatus.Sent,
            At
        ),
    ];

    /// <summary>Not covered: names of people, which are erased or replaced when a member is.</summary>
    private static readonly string[] NotCovered = ["Order.PostedBy", "Transfer.FromMemberId"];

    public static TheoryData<int, string> Properties()
    {
        var data = new TheoryData<int, string>();
        for (var i = 0; i < Records.Length; i++)
            foreach (var property in Records[i].GetType().GetProperties().Where(it => it.CanWrite))
                data.Add(i, property.Name);
        return data;
    }

    [Theory]
    [MemberData(nameof(Properties))]
    public void Given_another_value_Then_the_record_has_another_name_or_digest(int record, string property)
    {
        var before = Records[record];
        var isCovered = !NotCovered.Contains($"{before.GetType().Name}.{property}");

        Assert.Equal(isCovered, RecordDigest.Of(With(before, property)) != RecordDigest.Of(before));
    }

    [Fact]
    public void Given_another_amount_refunded_of_a_line_Then_the_order_has_another_digest() =>
        Assert.NotEqual(RecordDigest.Of(Order), RecordDigest.Of(Order with { RefundedByLine = [Fen.Zero] }));

    [Fact]
    public void Given_a_voucher_that_looks_unused_Then_the_redemption_has_another_digest() =>
        Assert.NotEqual(
            RecordDigest.Of(Redemption),
            RecordDigest.Of(Redemption with { Voucher = Redemption.Voucher! with { Use = null } })
        );

    [Fact]
    public void Given_other_words_for_a_reason_Then_the_digest_is_the_same() =>
        Assert.Equal(
            RecordDigest.Of(Redemption),
            RecordDigest.Of(Redemption with { History = [Redemption.History[0] with { Reason = null }] })
        );

    private static WalletRecord With(WalletRecord record, string property)
    {
        var copy = (WalletRecord)
            record.GetType().GetMethod("<Clone>$", BindingFlags.Public | BindingFlags.Instance)!.Invoke(record, [])!;
        var member = record.GetType().GetProperty(property)!;
        member.SetValue(copy, Another(member.GetValue(record), member.PropertyType));
        return copy;
    }

    private static object? Another(object? value, Type type) =>
        value switch
        {
            string text => text + "x",
            int number => number + 1,
            long number => number + 1,
            decimal number => number + 1,
            Points points => points + new Points(1),
            Fen fen => fen + new Fen(1),
            DateOnly day => day.AddDays(1),
            DateTimeOffset instant => instant.AddTicks(1),
            Enum => Enum.GetValues(value.GetType()).Cast<object>().First(it => !it.Equals(value)),
            ImmutableArray<string> texts => texts.Add("x"),
            ImmutableArray<OrderLine> lines => lines.SetItem(0, lines[0] with { Sku = "coffee" }),
            ImmutableArray<Points> points => points.SetItem(0, points[0] + new Points(1)),
            IEnumerable => type.GetField("Empty")!.GetValue(null),
            _ => null,
        };
}
