using System.Text.Json;

namespace Points.Domain.Programmes.Changes;

/// <summary>
/// Compares terms that name a contact with terms that name none. Without one, complaints are answered within a usual
/// time.
/// </summary>
internal static class ContactComparison
{
    public static Effect Compare(JsonElement? from, JsonElement? to) =>
        EffectComparers.FavourableIf(
            from is null && to?.GetProperty("answerDays").GetInt32() <= ContactTerms.AnswerDaysDefault
        );
}
