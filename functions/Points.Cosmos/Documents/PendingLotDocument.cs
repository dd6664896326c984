using System.Collections.Immutable;
using Points.Domain.Ledger;

namespace Points.Cosmos.Documents;

/// <summary>A pending lot; negative points for a lot that an entry takes from.</summary>
/// <param name="Under">The number of the terms under which the points were earned.</param>
internal sealed record PendingLotDocument(
    long Points,
    DateOnly UsableFrom,
    DateOnly? ExpiresOn,
    string IssuedBy,
    int Under
)
{
    /// <returns>Null if there are none, as in most programmes.</returns>
    public static IReadOnlyList<PendingLotDocument>? FromOrNull(ImmutableArray<PendingLot> lots) =>
        lots.IsEmpty
            ? null
            :
            [
                .. lots.Select(lot => new PendingLotDocument(
                    lot.Points.Value,
                    lot.UsableFrom,
                    lot.ExpiresOn,
                    lot.IssuedBy,
                    lot.Revision
                )),
            ];

    public static ImmutableArray<PendingLot> ToLots(IReadOnlyList<PendingLotDocument>? documents) =>
        [
            .. (documents ?? []).Select(lot => new PendingLot(
                new(lot.Points),
                lot.UsableFrom,
                lot.ExpiresOn,
                lot.IssuedBy,
                lot.Under
            )),
        ];
}
