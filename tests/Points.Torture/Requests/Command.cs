using System.Text.Json.Nodes;

namespace Points.Torture.Requests;

/// <summary>A request as a caller sends it, each time with the same content.</summary>
/// <param name="Kind">What the summary counts it as.</param>
/// <param name="Path">The path without <c>/api/</c>.</param>
internal sealed record Command(string Kind, HttpMethod Method, string Path, Caller By, JsonObject? Body)
{
    /// <summary>The idempotency key; null for requests that need none.</summary>
    public string? Key { get; init; }

    /// <summary>The member whose ledger gets an entry if the request is accepted; null if none does.</summary>
    public string? MemberId { get; init; }

    /// <summary>The programme of that ledger.</summary>
    public string? ProgrammeId { get; init; }

    /// <summary>The text that identifies the request, however often it is sent.</summary>
    public string Identity => $"{By.KeyScope} {Path} {Key}";
}
