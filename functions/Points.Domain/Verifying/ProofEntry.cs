using Points.Domain.Actors;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Verifying;

/// <summary>An entry of a ledger, with everything that its hash covers.</summary>
/// <param name="Sequence">Its number in the ledger, from 1 without gaps.</param>
/// <param name="Revision">The number of the terms that applied.</param>
/// <param name="Fingerprint">The digest of the request; missing if nobody asked for the entry.</param>
/// <param name="Lots">What it added to the wallet's lots, or took from them.</param>
/// <param name="Pending">What it added to the points that cannot be used yet, or took from them.</param>
/// <param name="Holds">What it added to the hold that it is about, or took from it.</param>
/// <param name="Debts">What it added to the debts, or repaid.</param>
/// <param name="Leases">Which leases of a budget the points come from.</param>
/// <param name="After">The wallet afterwards.</param>
/// <param name="By">Who asked for it; missing in entries from before that was kept.</param>
/// <param name="Client">The application that was used; missing if the token did not say.</param>
/// <param name="Reason">Why, in the words of who asked; missing if there is none, or it is erased.</param>
/// <param name="ReasonDigest">Stands for the reason in the hash.</param>
/// <param name="StateDigest">
/// The digest of the wallet's counters, tiers and birthdays; missing in older entries.
/// </param>
/// <param name="Records">The digests of the records that were made or changed with the entry.</param>
/// <param name="Hash">Covers everything else but the reason's words, and the hash of the entry before.</param>
public sealed record ProofEntry(
    string EntryId,
    long Sequence,
    DateTimeOffset At,
    int Revision,
    string? Fingerprint,
    ProofKind Kind,
    IReadOnlyList<ProofLot> Lots,
    IReadOnlyList<ProofPendingLot> Pending,
    IReadOnlyList<ProofLot> Holds,
    IReadOnlyList<ProofDebt> Debts,
    IReadOnlyList<ProofLease> Leases,
    IReadOnlyList<ProofExplanation> Explanation,
    ProofSnapshot After,
    string? By,
    string? Client,
    string? Reason,
    string? ReasonDigest,
    string? StateDigest,
    IReadOnlyList<ProofDigest> Records,
    string Hash
)
{
    internal static ProofEntry From(LedgerEntry entry) =>
        new(
            entry.EntryId,
            entry.Sequence,
            entry.At.ToUniversalTime(),
            entry.Revision,
            entry.Fingerprint,
            ProofKind.From(entry.Kind),
            ProofLot.From(entry.LotChanges),
            ProofPendingLot.From(entry.PendingLotChanges),
            ProofLot.From(entry.HoldChanges),
            ProofDebt.From(entry.DebtChanges),
            [.. entry.Leases.Select(lease => new ProofLease(lease.LeaseId, lease.Points.Value))],
            [
                .. entry.Explanation.Select(line => new ProofExplanation(
                    line.Rule,
                    line.Points.Value,
                    line.Because,
                    line.IsAboutMember ? true : null
                )),
            ],
            ProofSnapshot.From(entry.After),
            entry.By is { } by ? ProofWords.NameOf(by.Role) : null,
            entry.By?.Client,
            entry.Reason,
            entry.ReasonDigest,
            entry.StateDigest,
            [.. entry.Records.Select(record => new ProofDigest(record.Record, record.Digest))],
            entry.Hash
        );

    internal LedgerEntry ToEntry(string ledgerKey) =>
        new()
        {
            EntryId = EntryId,
            LedgerKey = ledgerKey,
            Sequence = Sequence,
            At = At,
            Revision = Revision,
            Fingerprint = Fingerprint,
            Kind = Kind.ToEntryKind(),
            LotChanges = ProofLot.ToLots(Lots),
            PendingLotChanges = ProofPendingLot.ToLots(Pending),
            HoldChanges = ProofLot.ToLots(Holds),
            DebtChanges = ProofDebt.ToDebts(Debts),
            Leases = [.. Leases.Select(lease => new LeaseSpend(lease.LeaseId, new(lease.Points)))],
            Explanation =
            [
                .. Explanation.Select(line => new Explanation(
                    line.Rule,
                    new(line.Points),
                    line.Because,
                    line.IsAboutMember == true
                )),
            ],
            After = After.ToSnapshot(),
            By = By is { } role ? new(ProofWords.Parse<ActorRole>(role), Client) : null,
            Reason = Reason,
            ReasonDigest = ReasonDigest,
            StateDigest = StateDigest,
            Records = [.. Records.Select(record => new RecordDigest(record.Record, record.Digest))],
            Hash = Hash,
        };
}

/// <summary>A record as an entry left it.</summary>
/// <param name="Record">Names the record: a digest of what identifies it, cut off.</param>
public sealed record ProofDigest(string Record, string Digest);

/// <summary>Points from one lease of a budget; negative if they went back to it.</summary>
public sealed record ProofLease(string LeaseId, long Points);

/// <summary>One line of why an entry has its points.</summary>
/// <param name="IsAboutMember">True if it tells something of the member; missing otherwise.</param>
public sealed record ProofExplanation(string Rule, long Points, string Because, bool? IsAboutMember);

/// <summary>The wallet after an entry.</summary>
/// <param name="Pending">The points that cannot be used yet.</param>
/// <param name="Lots">The lots that expire first, at most 100.</param>
/// <param name="MoreLots">The number of further lots.</param>
/// <param name="PendingLots">The pending lots that become usable first, at most 100.</param>
/// <param name="Tier">The tier; missing in a programme without tiers.</param>
public sealed record ProofSnapshot(
    long Balance,
    long Held,
    long Debt,
    long Pending,
    IReadOnlyList<ProofLot> Lots,
    int MoreLots,
    IReadOnlyList<ProofPendingLot> PendingLots,
    string? Tier
)
{
    internal static ProofSnapshot From(WalletSnapshot after) =>
        new(
            after.Balance.Value,
            after.Held.Value,
            after.Debt.Value,
            after.Pending.Value,
            ProofLot.From(after.Lots),
            after.MoreLots,
            ProofPendingLot.From(after.PendingLots),
            after.Tier
        );

    internal WalletSnapshot ToSnapshot() =>
        new(new(Balance), new(Held), new(Debt), ProofLot.ToLots(Lots), MoreLots, Tier)
        {
            Pending = new(Pending),
            PendingLots = ProofPendingLot.ToLots(PendingLots),
        };
}
