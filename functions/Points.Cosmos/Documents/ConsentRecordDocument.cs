using System.Collections.Immutable;
using Points.Domain.Ledger;

namespace Points.Cosmos.Documents;

/// <summary>A change of a consent.</summary>
internal sealed record ConsentRecordDocument(
    string Purpose,
    bool Given,
    DateTimeOffset? At,
    string? TextVersion,
    string? By
)
{
    /// <returns>Null for an empty list, which is not stored.</returns>
    public static IReadOnlyList<ConsentRecordDocument>? FromOrNull(ImmutableArray<ConsentRecord> records) =>
        records.IsEmpty
            ? null
            :
            [
                .. records.Select(it => new ConsentRecordDocument(
                    it.Purpose.ToString(),
                    it.IsGiven,
                    it.At,
                    it.TextVersion,
                    it.By?.ToString()
                )),
            ];

    public static ImmutableArray<ConsentRecord> ToRecords(IReadOnlyList<ConsentRecordDocument>? stored) =>
        stored is null
            ? []
            :
            [
                .. stored.Select(it => new ConsentRecord(
                    StoredEnum.Parse<ConsentPurpose>(it.Purpose),
                    it.Given,
                    it.At,
                    it.TextVersion,
                    it.By is { } by ? StoredEnum.Parse<ConsentGiver>(by) : null
                )),
            ];
}
