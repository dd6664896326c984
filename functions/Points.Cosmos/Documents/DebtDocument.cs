using System.Collections.Immutable;
using Points.Domain.Ledger;

namespace Points.Cosmos.Documents;

internal sealed record DebtDocument(string OwedTo, long Points)
{
    /// <returns>Null if there are none.</returns>
    public static IReadOnlyList<DebtDocument>? FromOrNull(ImmutableArray<Debt> debts) =>
        debts.IsEmpty ? null : [.. debts.Select(debt => new DebtDocument(debt.OwedTo, debt.Points.Value))];

    public static ImmutableArray<Debt> ToDebts(IReadOnlyList<DebtDocument>? debts) =>
        [.. (debts ?? []).Select(debt => new Debt(debt.OwedTo, new(debt.Points)))];
}
