using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Points.Domain.Deciding;
using Points.Domain.Ledger;
using Points.Domain.Reading;

namespace Points.Functions.Http;

/// <summary>A JSON answer, written in one piece.</summary>
public sealed class Answer<T>(int status, T body, JsonTypeInfo<T> type) : IResult
{
    /// <summary>Whether a repeated request gets its first answer again.</summary>
    public bool Replayed { get; init; }

    /// <summary>The language of the body, where it has one.</summary>
    public string? Language { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var json = ReadableJson.Of(body, type);
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.ContentLength = json.Length;
        if (Language is not null) response.Headers.ContentLanguage = Language;
        if (Replayed) response.Headers["Idempotent-Replayed"] = "true";
        await response.Body.WriteAsync(json, CancellationToken.None);
    }
}

/// <summary>Answers to requests that book an entry: always rendered from the entry, so that a repeat shows what the first answer showed.</summary>
public static class Answers
{
    public static IResult Of<T>(Outcome outcome, int status, Func<LedgerEntry, T> view, JsonTypeInfo<T> type) => outcome.Match<IResult>(
        booked: it => new Answer<T>(status, view(it.Entry), type) { Replayed = it.Replayed },
        refused: Problems.Of);
}
