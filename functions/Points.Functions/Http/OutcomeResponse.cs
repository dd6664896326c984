using System.Text.Json.Serialization.Metadata;
using Points.Domain.Ledger;

namespace Points.Functions.Http;

/// <summary>
/// Answers requests that book a ledger entry. The body is always made from the entry, so a repeated request gets the
/// same body as the first.
/// </summary>
public static class OutcomeResponse
{
    public static JsonResponse From<T>(Outcome outcome, int status, Func<LedgerEntry, T> view, JsonTypeInfo<T> type) =>
        outcome.Match<JsonResponse>(
            booked: it => new ViewResponse<T>(status, view(it.Entry), type) { Replayed = it.IsReplayed },
            refused: Problems.From
        );
}
