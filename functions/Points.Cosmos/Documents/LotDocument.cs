using System.Collections.Immutable;
using Points.Domain.Wallets;

namespace Points.Cosmos.Documents;

internal sealed record LotDocument(long Points, DateOnly? ExpiresOn, string IssuedBy)
{
    public static IReadOnlyList<LotDocument> From(IReadOnlyList<Lot> lots)
    {
        var documents = new LotDocument[lots.Count];
        for (var i = 0; i < documents.Length; i++) documents[i] = new(lots[i].Points.Value, lots[i].ExpiresOn, lots[i].IssuedBy);
        return documents;
    }

    public static ImmutableArray<Lot> ToLots(IReadOnlyList<LotDocument> documents) =>
        [.. documents.Select(lot => new Lot(new(lot.Points), lot.ExpiresOn, lot.IssuedBy))];
}
