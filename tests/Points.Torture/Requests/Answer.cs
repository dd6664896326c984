using System.Net;
using System.Text.Json.Nodes;

namespace Points.Torture.Requests;

/// <summary>An answer that arrived.</summary>
internal sealed record Answer(HttpStatusCode Status, string Text, bool IsReplayed)
{
    public bool IsAccepted => (int)Status is >= 200 and < 300;

    /// <summary>
    /// Whether to send the request again: the app asks for that, or the token has expired because the clock jumped.
    /// </summary>
    public bool IsBusy =>
        Status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests or HttpStatusCode.Unauthorized;

    /// <summary>Whether the app failed: it must not, whatever fails around it.</summary>
    public bool IsFailure => (int)Status >= 500 && !IsBusy;

    public JsonObject Body => JsonNode.Parse(Text)!.AsObject();

    /// <summary>The code of a problem; the status if there is none.</summary>
    public string Code => IsAccepted ? "accepted" : Find("code")?.GetValue<string>() ?? $"{(int)Status}";

    /// <summary>What a repeat must say as well: everything but the progress of a transfer.</summary>
    public string Facts => Find("transferId") is { } transfer ? transfer.GetValue<string>() : Text;

    private JsonNode? Find(string field) => Text.StartsWith('{') ? Body[field] : null;
}
