using System.Collections.Immutable;
using Points.Domain.Ledger;

namespace Points.Cosmos.Documents;

/// <summary>A lot; negative points for a lot that an entry takes from.</summary>
internal sealed record LotDocument(long Points, DateOnly? ExpiresOn, string IssuedBy)
{
    public static IReadOnlyList<LotDocument> From(IReadOnlyList<Lot> lots)
    {
        var documents = new LotDocument[lots.Count];
        for (var i = 0; i < documents.Length; i++)
            documents[i] = new(lots[i].Points.Value, lots[i].ExpiresOn, lots[i].IssuedBy);
        return documents;
    }

    public static LotDocument? FromOptional(Lot? lot) =>
        lot is null ? null : new(lot.Points.Value, lot.ExpiresOn, lot.IssuedBy);

    public Lot ToLot() => new(new(Points), ExpiresOn, IssuedBy);

    /// <returns>Null if there are none.</returns>
    public static IReadOnlyList<LotDocument>? FromOrNull(IReadOnlyList<Lot> lots) =>
        lots.Count == 0 ? null : From(lots);

    public static ImmutableArray<Lot> ToLots(IReadOnlyList<LotDocument> documents) =>
        [.. documents.Select(lot => lot.ToLot())];
}
