using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Points.Domain.Reading;

namespace Points.Functions.Http;

/// <summary>A successful JSON response.</summary>
public sealed class ViewResponse<T>(int status, T body, JsonTypeInfo<T> type) : JsonResponse(status, "application/json")
{
    /// <summary>Whether this is the first answer again, for a repeated request.</summary>
    public bool Replayed { get; init; }

    /// <summary>The version that is shown, for the ETag; null if the thing shown has no versions.</summary>
    public string? Version { get; init; }

    /// <summary>The language of the body; null if the body has none.</summary>
    public string? Language { get; init; }

    public override ReadOnlyMemory<byte> Json() => ReadableJson.Serialize(body, type);

    protected override void AddHeaders(IHeaderDictionary headers)
    {
        if (Language is not null)
            headers.ContentLanguage = Language;
        if (Version is not null)
            headers.ETag = $"\"{Version}\"";
        if (Replayed)
            headers["Idempotent-Replayed"] = "true";
    }
}
