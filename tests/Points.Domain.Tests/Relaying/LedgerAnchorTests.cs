using Points.Domain.Ledger;
using Points.Domain.Relaying;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Relaying;

/// <summary>A ledger cannot be rewritten unnoticed once it is anchored (law L12).</summary>
public sealed class LedgerAnchorTests
{
    [Fact]
    public void A_rewritten_ledger_with_valid_hashes_contradicts_its_anchor()
    {
        var (real, forged) = (Earned(120, 80), Earned(1_200, 80));
        var anchor = Read(LedgerAnchor.Create([.. real.Select(entry => (WalletOfMing, entry))]));

        Assert.Null(HashChain.FindFirstFault(WalletOfMing, KeyOfMing, forged));
        Assert.Null(anchor.FindContradiction(WalletOfMing, KeyOfMing, real));
        Assert.Equal(
            "entry 2 was anchored with another hash",
            anchor.FindContradiction(WalletOfMing, KeyOfMing, forged)
        );
        Assert.Equal(
            "entry 2 was anchored and is missing",
            anchor.FindContradiction(WalletOfMing, KeyOfMing, forged[..1])
        );
    }

    [Fact]
    public void An_anchor_has_the_newest_head_of_each_wallet_and_names_no_member()
    {
        var other = WalletOfMing with { MemberId = "m-2" };
        var anchor = LedgerAnchor.Create([
            .. Earned(10, 20).Select(entry => (WalletOfMing, entry)),
            (other, Earned(10)[0] with { LedgerKey = "key-of-hua" }),
        ]);

        Assert.Equal(
            [(HashChain.NameOf(KeyOfMing.Value, "shop"), 2L), (HashChain.NameOf("key-of-hua", "shop"), 1L)],
            anchor.Heads.Select(head => (head.Wallet, head.Sequence)).OrderByDescending(head => head.Item2)
        );
        Assert.DoesNotContain("m-2", System.Text.Encoding.UTF8.GetString(anchor.ToJson()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_ledger_from_before_keys_is_found_under_the_genesis_of_its_chain_and_under_its_key()
    {
        var key = KeyOfMing with { HasPlainIds = true };
        var (old, recent) = (Earned(10)[0] with { LedgerKey = null }, Earned(10, 20)[1]);
        var (before, after) = (
            LedgerAnchor.Create([(WalletOfMing, old)]),
            LedgerAnchor.Create([(WalletOfMing, recent)])
        );

        Assert.Equal(HashChain.Genesis(WalletOfMing, key), before.Heads.Single().Wallet);
        Assert.NotEqual(before.Heads.Single().Wallet, after.Heads.Single().Wallet);
        Assert.Equal("entry 1 was anchored and is missing", before.FindContradiction(WalletOfMing, key, []));
        Assert.Equal("entry 2 was anchored and is missing", after.FindContradiction(WalletOfMing, key, []));
    }

    [Fact]
    public void The_same_heads_give_the_same_file_name_in_any_order()
    {
        var entries = Earned(10, 20, 30).Select(entry => (WalletOfMing, entry)).ToArray();

        Assert.Equal(LedgerAnchor.Create(entries).FileName, LedgerAnchor.Create([.. entries.Reverse()]).FileName);
        Assert.NotEqual(LedgerAnchor.Create(entries).FileName, LedgerAnchor.Create(entries[..2]).FileName);
    }

    private static LedgerAnchor Read(LedgerAnchor anchor) => LedgerAnchor.FromJson(anchor.ToJson());

    private static LedgerEntry[] Earned(params long[] points)
    {
        var wallet = new InMemoryWallet(NewWallet);
        foreach (var amount in points)
            wallet
                .Decide(
                    (it, records) =>
                        Domain.Earning.Accrue.Decide(
                            it,
                            records,
                            Purchase(amount * 100, $"order-{it.Sequence}"),
                            Terms,
                            Request($"key-{it.Sequence}"),
                            Domain.Budgets.Allowance.Unlimited
                        )
                )
                .ExpectAccepted();
        return [.. wallet.Entries];
    }
}
