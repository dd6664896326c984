using Points.Domain.Reading;

namespace Points.Domain.Programmes.Documents;

/// <summary>Reads a grant.</summary>
internal static class GrantReader
{
    /// <param name="issuer">The merchant that pays if the document names none.</param>
    public static Grant Read(FieldReader reader, string issuer)
    {
        var points = reader.OptionalWholeNumber("points", 1, DocumentVocabulary.PointsMax);
        var rewardId = reader.OptionalId("rewardId");
        if (points is null == rewardId is null)
            reader.AddError("rewardId", "must be given, or points, but not both: they say what members get");
        return new(
            reader.Id("id"),
            DocumentVocabulary.ReadOptionalName(reader),
            points is { } given ? new Points(given) : null,
            rewardId,
            ConditionReader.ReadConditionWithoutBasket(reader, "when"),
            reader.Nested("limit", it => DocumentVocabulary.ReadTimes(it, Grant.TimesMax))!,
            reader.OptionalId("merchantId") ?? issuer
        );
    }
}
