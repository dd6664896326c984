using System.Collections.Immutable;
using Points.Domain.Ledger;

namespace Points.Domain.Verifying;

/// <summary>Points of one issuer and last day; negative where an entry takes them.</summary>
/// <param name="ExpiresOn">The last day on which they can be used; missing if they never expire.</param>
/// <param name="IssuedBy">The merchant that pays for them.</param>
public sealed record ProofLot(long Points, DateOnly? ExpiresOn, string IssuedBy)
{
    internal static IReadOnlyList<ProofLot> From(ImmutableArray<Lot> lots) =>
        [.. lots.Select(lot => new ProofLot(lot.Points.Value, lot.ExpiresOn, lot.IssuedBy))];

    internal static ImmutableArray<Lot> ToLots(IReadOnlyList<ProofLot> lots) =>
        [.. lots.Select(lot => new Lot(new(lot.Points), lot.ExpiresOn, lot.IssuedBy))];
}

/// <summary>Points that cannot be used yet; negative where an entry takes them.</summary>
/// <param name="UsableFrom">The first day on which they can be used.</param>
/// <param name="ExpiresOn">The last day on which they can be used; missing if they never expire.</param>
/// <param name="IssuedBy">The merchant that pays for them.</param>
/// <param name="Revision">The number of the terms under which they were earned.</param>
public sealed record ProofPendingLot(
    long Points,
    DateOnly UsableFrom,
    DateOnly? ExpiresOn,
    string IssuedBy,
    int Revision
)
{
    internal static IReadOnlyList<ProofPendingLot> From(ImmutableArray<PendingLot> lots) =>
        [
            .. lots.Select(lot => new ProofPendingLot(
                lot.Points.Value,
                lot.UsableFrom,
                lot.ExpiresOn,
                lot.IssuedBy,
                lot.Revision
            )),
        ];

    internal static ImmutableArray<PendingLot> ToLots(IReadOnlyList<ProofPendingLot> lots) =>
        [
            .. lots.Select(lot => new PendingLot(
                new(lot.Points),
                lot.UsableFrom,
                lot.ExpiresOn,
                lot.IssuedBy,
                lot.Revision
            )),
        ];
}

/// <summary>Points that are owed to a merchant; negative where an entry repays them.</summary>
public sealed record ProofDebt(string OwedTo, long Points)
{
    internal static IReadOnlyList<ProofDebt> From(ImmutableArray<Debt> debts) =>
        [.. debts.Select(debt => new ProofDebt(debt.OwedTo, debt.Points.Value))];

    internal static ImmutableArray<Debt> ToDebts(IReadOnlyList<ProofDebt> debts) =>
        [.. debts.Select(debt => new Debt(debt.OwedTo, new(debt.Points)))];
}
