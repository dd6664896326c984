using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Points.Domain;

namespace Points.Functions.Http;

/// <summary>
/// Reads which version of a thing a request may replace (RFC 9110): <c>If-Match</c> with entity tags or <c>*</c>, and
/// <c>If-None-Match: *</c> for a thing that must be new.
/// </summary>
public static class WriteConditionHeaders
{
    internal const string IfMatchDescription =
        "Changes nothing unless the ETag is one of these. With `*`, it must exist.";

    internal const string IfNoneMatchDescription = "With `*`, changes nothing if it exists already.";

    private const string TagsRule = "must be * or a list of entity tags in double quotes, as in the ETag header";

    /// <returns>A problem that names the header that cannot be read; null if there is none.</returns>
    public static Problem? FindProblem(HttpRequest http, out WriteCondition condition)
    {
        condition = WriteCondition.None;
        if (http.Headers.IfNoneMatch is { Count: > 0 } noneMatch)
        {
            if (noneMatch is not [var only] || only?.Trim() != "*")
                return Problems.Invalid(HeaderNames.IfNoneMatch, "must be * for a write");
            condition = condition with { MustBeNew = true };
        }
        if (http.Headers.IfMatch is not { Count: > 0 } match)
            return null;
        if (!EntityTagHeaderValue.TryParseStrictList([.. match.OfType<string>()], out var tags) || tags.Count == 0)
            return Problems.Invalid(HeaderNames.IfMatch, TagsRule);
        if (tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any)))
        {
            condition = condition with { MustExist = true };
            return tags.Count == 1 ? null : Problems.Invalid(HeaderNames.IfMatch, TagsRule);
        }
        // A weak tag says that two versions are alike, not that they are the same, so it matches none.
        condition = condition with
        {
            Versions = [.. tags.Where(tag => !tag.IsWeak).Select(tag => tag.Tag.ToString().Trim('"'))],
        };
        return null;
    }
}
