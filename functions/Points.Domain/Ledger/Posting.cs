using System.Collections.Immutable;
using Points.Domain.Budgets;
using Points.Domain.Deciding;
using Points.Domain.Programmes;
using Points.Domain.Wallets;

namespace Points.Domain.Ledger;

/// <summary>A change that is not saved yet: the wallet as it will be, and the entries that take it there, oldest first.</summary>
public sealed record Posting(Wallet Wallet, ImmutableArray<LedgerEntry> Entries, ProgrammeRevision Terms, DateTimeOffset Now)
{
    /// <summary>Adds points as a lot of their own, or to the one of the same issuer and expiry.</summary>
    /// <param name="leases">Of the budget that they are drawn from.</param>
    public Posting Earn(Request request, Cause cause, Lot lot, ImmutableArray<Explanation> explanation, ImmutableArray<LeaseSpend> leases) =>
        Book(request.EntryId, cause, Wallet.Lots.Add(lot), lot.Points == Points.Zero ? [] : [lot], explanation, request.Fingerprint, leases);

    /// <summary>Takes points, those that expire first before the others. The caller has checked that they are there.</summary>
    public Posting Spend(Request request, Cause cause, Points points, ImmutableArray<Explanation> explanation)
    {
        var (left, taken) = Wallet.Lots.Take(points);
        return Book(request.EntryId, cause, left, Wallet.Out(taken), explanation, request.Fingerprint);
    }

    internal Posting Book(
        string entryId, Cause cause, Lots lots, ImmutableArray<Lot> moved, ImmutableArray<Explanation> explanation, string? fingerprint = null,
        ImmutableArray<LeaseSpend>? leases = null)
    {
        var entry = HashChain.Append(Wallet, new LedgerEntry
        {
            EntryId = entryId,
            Sequence = Wallet.Sequence + 1,
            Cause = cause,
            Moved = moved,
            At = Now,
            Revision = Terms.Number,
            Explanation = explanation,
            After = WalletState.Of(lots, Terms.Tiers?.Level(Wallet.Standing.Current).Tier),
            Fingerprint = fingerprint,
            Leases = leases ?? [],
        });
        return this with
        {
            Wallet = Wallet with { Lots = lots, Sequence = entry.Sequence, Head = entry.Hash },
            Entries = Entries.Add(entry),
        };
    }
}
