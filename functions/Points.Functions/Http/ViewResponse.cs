using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Points.Domain.Ledger;
using Points.Domain.Reading;

namespace Points.Functions.Http;

/// <summary>An answer that gives what was asked for.</summary>
public sealed class ViewResponse<T>(int status, T body, JsonTypeInfo<T> type) : JsonResponse(status, "application/json")
{
    /// <summary>Whether a repeated request gets its first answer again.</summary>
    public bool Replayed { get; init; }

    /// <summary>The language of the body, where it has one.</summary>
    public string? Language { get; init; }

    public override ReadOnlyMemory<byte> Json() => ReadableJson.Serialize(body, type);

    protected override void AddHeaders(IHeaderDictionary headers)
    {
        if (Language is not null)
            headers.ContentLanguage = Language;
        if (Replayed)
            headers["Idempotent-Replayed"] = "true";
    }
}

/// <summary>Answers to requests that book an entry: always rendered from the entry, so that a repeat shows what the first answer showed.</summary>
public static class OutcomeResponse
{
    public static JsonResponse From<T>(Outcome outcome, int status, Func<LedgerEntry, T> view, JsonTypeInfo<T> type) =>
        outcome.Match<JsonResponse>(
            booked: it => new ViewResponse<T>(status, view(it.Entry), type) { Replayed = it.IsReplayed },
            refused: Problems.From
        );
}
