using Points.Domain.Ledger;
using Points.Domain.Reporting;

namespace Points.Domain.Tests.Reporting;

/// <summary>Entries of a wallet count in the order of their numbers, each once.</summary>
public sealed class WalletTailTests
{
    [Fact]
    public void Given_entries_in_any_order_and_some_twice_Then_those_after_the_last_counted_one_are_next()
    {
        var tail = WalletTail.After(2, [Entry(4), Entry(1), Entry(3), Entry(4), Entry(2)]);

        Assert.Equal((4, 2, false), (tail.Counted, tail.Next.Length, tail.IsBlocked));
    }

    [Fact]
    public void Given_a_missing_entry_Then_the_later_ones_wait()
    {
        var tail = WalletTail.After(0, [Entry(1), Entry(3)]);

        Assert.Equal((1, 1, true), (tail.Counted, tail.Next.Length, tail.IsBlocked));
    }

    [Fact]
    public void Given_an_entry_whose_kind_does_not_explain_its_points_Then_it_and_the_later_ones_wait()
    {
        var strange = Entry(1) with { Kind = new EntryKind.TierReview("gold", "silver", new(2027, 3, 10)) };

        var tail = WalletTail.After(0, [strange, Entry(2)]);

        Assert.Equal((0, true), (tail.Counted, tail.IsBlocked));
    }

    [Fact]
    public void An_entry_counts_on_its_day_in_Shanghai()
    {
        var tail = WalletTail.After(0, [Entry(1) with { At = new(2027, 3, 10, 16, 0, 0, TimeSpan.Zero) }]);

        Assert.Equal(new(2027, 3, 11), tail.Next[0].Day);
    }

    private static LedgerEntry Entry(long sequence) =>
        new()
        {
            EntryId = $"e-{sequence}",
            Sequence = sequence,
            Kind = new EntryKind.Purchase("shop", $"o-{sequence}"),
            LotChanges = [new(new(10), new(2028, 3, 31), "shop")],
            At = new(2027, 3, 10, 4, 0, 0, TimeSpan.Zero),
            Revision = 1,
            Explanation = [],
            After = new(new(10), Points.Zero, Points.Zero, [], 0, null),
            Fingerprint = null,
        };
}
