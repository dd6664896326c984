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

    /// <summary>
    /// Refuses other kinds of patches, such as those of RFC 6902. A request that does not say what it sends is read as
    /// a merge patch.
    /// </summary>
    public static Problem? FindProblem(HttpRequest http) =>
        string.IsNullOrEmpty(http.ContentType)
        || (
            MediaTypeHeaderValue.TryParse(http.ContentType, out var type)
            && (
                type.MediaType.Equals(ContentType, StringComparison.OrdinalIgnoreCase)
                || type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
            )
        )
            ? null
            : Problems.UnsupportedPatchType;
}
