using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Points.Functions.Http;

/// <summary>The media types of merge patches (RFC 7396).</summary>
public static class MergePatch
{
    public const string ContentType = "application/merge-patch+json";

    /// <summary>The value of Accept-Patch.</summary>
    public const string ContentTypes = $"{ContentType}, {Json}";

    private const string Json = "application/json";

    private static readonly string[] Accepted = [ContentType, Json, "application/x-www-form-urlencoded"];

    /// <summary>
    /// Refuses other kinds of patches, such as those of RFC 6902. A request that says nothing true of what it sends is
    /// read as a merge patch, like the bodies of other calls: without a type, or with the one that curl adds by itself.
    /// </summary>
    public static Problem? FindProblem(HttpRequest http) =>
        string.IsNullOrEmpty(http.ContentType)
        || (
            MediaTypeHeaderValue.TryParse(http.ContentType, out var type)
            && Accepted.Contains(type.MediaType.ToString(), StringComparer.OrdinalIgnoreCase)
        )
            ? null
            : Problems.UnsupportedPatchType;
}
