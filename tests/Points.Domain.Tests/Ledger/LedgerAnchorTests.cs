using Points.Domain.Ledger;
using Points.Domain.Relaying;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Ledger;

/// <summary>What is anchored cannot be written anew without anybody finding out (law L12).</summary>
public sealed class LedgerAnchorTests
{
    [Fact]
    public void A_ledger_written_anew_with_good_hashes_contradicts_its_anchor()
    {
        var (real, forged) = (Earned(120, 80), Earned(1_200, 80));
        var anchor = Read(LedgerAnchor.Of([.. real.Select(entry => (MingsWallet, entry))]));

        Assert.Null(HashChain.FirstFault(MingsWallet, forged));
        Assert.Null(anchor.FirstFault(MingsWallet, real));
        Assert.Equal("entry 2 was anchored with another hash", anchor.FirstFault(MingsWallet, forged));
        Assert.Equal("entry 2 was anchored and is gone", anchor.FirstFault(MingsWallet, forged[..1]));
    }

    [Fact]
    public void An_anchor_has_the_newest_head_of_each_wallet_and_no_name()
    {
        var other = MingsWallet with { MemberId = "m-2" };
        var anchor = LedgerAnchor.Of([.. Earned(10, 20).Select(entry => (MingsWallet, entry)), (other, Earned(10)[0])]);

        Assert.Equal(
            [(HashChain.Genesis(MingsWallet), 2L), (HashChain.Genesis(other), 1L)],
            anchor.Heads.Select(head => (head.Wallet, head.Sequence)).OrderByDescending(head => head.Item2)
        );
        Assert.DoesNotContain("m-2", System.Text.Encoding.UTF8.GetString(anchor.ToJson()), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_heads_are_the_same_file_in_whatever_order_they_came()
    {
        var entries = Earned(10, 20, 30).Select(entry => (MingsWallet, entry)).ToArray();

        Assert.Equal(LedgerAnchor.Of(entries).FileName, LedgerAnchor.Of([.. entries.Reverse()]).FileName);
        Assert.NotEqual(LedgerAnchor.Of(entries).FileName, LedgerAnchor.Of(entries[..2]).FileName);
    }

    private static LedgerAnchor Read(LedgerAnchor anchor) => LedgerAnchor.FromJson(anchor.ToJson());

    private static LedgerEntry[] Earned(params long[] points)
    {
        var books = new Books(NewWallet);
        foreach (var amount in points)
            books
                .Do(
                    (it, records) =>
                        Domain.Accruing.Accrue.Decide(
                            it,
                            records,
                            Purchase(amount * 100, $"order-{it.Sequence}"),
                            Terms,
                            Request($"key-{it.Sequence}"),
                            Domain.Budgets.Allowance.Unlimited
                        )
                )
                .Accepted();
        return [.. books.Entries];
    }
}
