using Points.Domain.Budgets;
using Points.Domain.Ledger;

namespace Points.Cosmos.Documents;

/// <summary>A ledger entry. Written once, never changed.</summary>
internal sealed record EntryDocument(
    string Id,
    string Type,
    string MemberId,
    string ProgrammeId,
    long Sequence,
    DateTimeOffset At,
    int Revision,
    long Points,
    CauseDocument Cause,
    IReadOnlyList<LotDocument> Moved,
    IReadOnlyList<LotDocument>? Held,
    IReadOnlyList<DebtDocument>? Owed,
    IReadOnlyList<ExplanationDocument> Explanation,
    StateDocument After,
    IReadOnlyList<LeaseSpendDocument>? Leases,
    string? Fingerprint,
    string Hash,
    string? Trace
)
{
    public const string TypeName = "entry";

    /// <param name="trace">The span that books it, where its trace is kept.</param>
    public static EntryDocument From(Domain.Wallets.WalletId wallet, LedgerEntry entry, string? trace) =>
        new(
            entry.EntryId,
            TypeName,
            wallet.MemberId,
            wallet.ProgrammeId,
            entry.Sequence,
            entry.At.ToUniversalTime(),
            entry.Revision,
            entry.Points.Value,
            CauseDocument.From(entry.Cause),
            LotDocument.From(entry.Moved),
            LotDocument.FromAny(entry.Held),
            DebtDocument.FromAny(entry.Owed),
            [
                .. entry.Explanation.Select(line => new ExplanationDocument(
                    line.Rule,
                    line.Points.Value,
                    line.Because,
                    line.IsAboutMember ? true : null
                )),
            ],
            new(
                entry.After.Balance.Value,
                NotZero(entry.After.Held),
                NotZero(entry.After.Debt),
                LotDocument.From(entry.After.Lots),
                entry.After.MoreLots,
                entry.After.Tier
            ),
            entry.Leases.IsEmpty
                ? null
                : [.. entry.Leases.Select(lease => new LeaseSpendDocument(lease.LeaseId, lease.Points.Value))],
            entry.Fingerprint,
            entry.Hash,
            trace
        );

    public LedgerEntry ToEntry() =>
        new()
        {
            EntryId = Id,
            Sequence = Sequence,
            At = At,
            Revision = Revision,
            Cause = Cause.ToCause(),
            Moved = LotDocument.ToLots(Moved),
            Held = LotDocument.ToLots(Held ?? []),
            Owed = DebtDocument.ToDebts(Owed),
            Explanation =
            [
                .. Explanation.Select(line => new Explanation(
                    line.Rule,
                    new(line.Points),
                    line.Because,
                    line.IsAboutMember == true
                )),
            ],
            After = new(
                new(After.Balance),
                new(After.Held ?? 0),
                new(After.Debt ?? 0),
                LotDocument.ToLots(After.Lots),
                After.MoreLots,
                After.Tier
            ),
            Leases = [.. (Leases ?? []).Select(lease => new LeaseSpend(lease.LeaseId, new(lease.Points)))],
            Fingerprint = Fingerprint,
            Hash = Hash,
            Trace = Trace,
        };

    private static long? NotZero(Points points) => points.Value == 0 ? null : points.Value;
}

internal sealed record ExplanationDocument(string Rule, long Points, string Because, bool? IsAboutMember);

/// <summary>What counting up leases needs of an entry; other documents of the feed have none of it.</summary>
internal sealed record SpendingEntry(string? Type, IReadOnlyList<LeaseSpendDocument>? Leases);

internal sealed record LeaseSpendDocument(string LeaseId, long Points);

internal sealed record StateDocument(
    long Balance,
    long? Held,
    long? Debt,
    IReadOnlyList<LotDocument> Lots,
    int MoreLots,
    string? Tier
);
