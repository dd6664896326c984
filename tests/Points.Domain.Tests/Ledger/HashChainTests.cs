using System.Collections.Immutable;
using Points.Domain.Actors;
using Points.Domain.Budgets;
using Points.Domain.Earning;
using Points.Domain.Ledger;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Ledger;

public sealed class HashChainTests
{
    private static readonly ImmutableArray<LedgerEntry> Chain = ThreeEntries();

    [Fact]
    public void An_unchanged_ledger_verifies() => Assert.Null(HashChain.FindFirstFault(WalletOfMing, KeyOfMing, Chain));

    [Fact]
    public void A_ledger_moved_to_another_wallet_does_not_verify() =>
        Assert.NotNull(HashChain.FindFirstFault(WalletOfMing with { ProgrammeId = "other" }, KeyOfMing, Chain));

    [Fact]
    public void A_ledger_moved_to_another_member_does_not_verify() =>
        Assert.NotNull(HashChain.FindFirstFault(WalletOfMing, new("key-of-hua"), Chain));

    [Fact]
    public void The_hashes_of_a_ledger_do_not_depend_on_the_members_id() =>
        Assert.Null(HashChain.FindFirstFault(WalletOfMing with { MemberId = "erased" }, KeyOfMing, Chain));

    [Fact]
    public void A_ledger_without_one_of_its_entries_does_not_verify() =>
        Assert.NotNull(HashChain.FindFirstFault(WalletOfMing, KeyOfMing, Chain.RemoveAt(1)));

    [Fact]
    public void A_ledger_with_any_changed_field_of_an_entry_does_not_verify()
    {
        var entry = Chain[1];
        LedgerEntry[] forgeries =
        [
            entry with
            {
                EntryId = "e-other",
            },
            entry with
            {
                At = entry.At.AddTicks(1),
            },
            entry with
            {
                Revision = 2,
            },
            entry with
            {
                Fingerprint = null,
            },
            entry with
            {
                Kind = new EntryKind.Purchase("shop", "order-other"),
            },
            entry with
            {
                LotChanges = [entry.LotChanges[0] with { IssuedBy = "kiosk" }],
            },
            entry with
            {
                LotChanges = [entry.LotChanges[0] with { ExpiresOn = null }],
            },
            entry with
            {
                Explanation = [],
            },
            entry with
            {
                Explanation = [entry.Explanation[0] with { Because = "because" }],
            },
            entry with
            {
                After = entry.After with { MoreLots = 1 },
            },
            entry with
            {
                After = entry.After with { Lots = [] },
            },
            entry with
            {
                After = entry.After with { Held = new(1) },
            },
            entry with
            {
                After = entry.After with { Debt = new(1) },
            },
            entry with
            {
                HoldChanges = entry.LotChanges,
            },
            entry with
            {
                DebtChanges = [new("shop", new(1))],
            },
            entry with
            {
                By = new(ActorRole.Operator, entry.By!.Client),
            },
            entry with
            {
                By = entry.By! with { Client = "other-app" },
            },
            entry with
            {
                By = null,
            },
            entry with
            {
                Reason = "another reason",
            },
            entry with
            {
                ReasonDigest = null,
            },
        ];

        Assert.All(
            forgeries,
            forged => Assert.NotNull(HashChain.FindFirstFault(WalletOfMing, KeyOfMing, Chain.SetItem(1, forged)))
        );
    }

    [Fact]
    public void The_words_of_a_reason_can_be_erased_without_a_change_of_the_chain() =>
        Assert.Null(
            HashChain.FindFirstFault(WalletOfMing, KeyOfMing, Chain.SetItem(1, Chain[1] with { Reason = null }))
        );

    [Fact]
    public void Withheld_compensation_is_part_of_the_hash()
    {
        var kind = new EntryKind.Release("r", ReleaseReason.Cancelled, new(2027, 3, 1), Points.Zero);

        string[] hashes =
        [
            .. new WithheldCompensation?[]
            {
                null,
                new(new(1), WithholdingReason.CapReached),
                new(new(2), WithholdingReason.CapReached),
                new(new(1), WithholdingReason.TimesReached),
            }.Select(withheld =>
                HashChain.WithHash(NewWallet, Chain[0] with { Kind = kind with { Withheld = withheld } }).Hash
            ),
        ];

        Assert.Equal(4, hashes.Distinct().Count());
    }

    [Fact]
    public void A_wrong_balance_does_not_verify_even_with_a_matching_hash()
    {
        var forged = HashChain.WithHash(
            NewWallet,
            Chain[0] with
            {
                After = Chain[0].After with { Balance = new(999) },
            }
        );

        Assert.Contains(
            "leaves 999",
            HashChain.FindFirstFault(WalletOfMing, KeyOfMing, [forged]),
            StringComparison.Ordinal
        );
    }

    private static Request Asked(string key) =>
        Request(key) with
        {
            By = new(ActorRole.Merchant, "till-app", "till-7"),
            Reason = "a late receipt",
        };

    /// <summary>Two purchases and a redemption.</summary>
    private static ImmutableArray<LedgerEntry> ThreeEntries()
    {
        var first = Accrue
            .Decide(NewWallet, LoadedRecords.None, Purchase(10_000, "a"), Terms, Request("a"), Allowance.Unlimited)
            .ExpectAccepted()
            .PendingChange;
        var second = Accrue
            .Decide(first.Wallet, LoadedRecords.None, Purchase(5_000, "b"), Terms, Asked("b"), Allowance.Unlimited)
            .ExpectAccepted()
            .PendingChange;
        var third = Domain
            .Redeeming.Redeem.Decide(second.Wallet, Redeem("mug"), Terms, Request("c"))
            .ExpectAccepted()
            .PendingChange;
        return [.. first.Entries, .. second.Entries, .. third.Entries];
    }
}
