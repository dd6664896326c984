using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Points.Functions.Http;

/// <summary>The problems of callers that are above a limit (decision 47).</summary>
public static partial class Problems
{
    /// <summary>The caller is above a limit. Nothing was read or written.</summary>
    /// <param name="wait">After which time there is room for another request.</param>
    public static Problem TooManyRequests(TimeSpan wait) =>
        new Problem(
            StatusCodes.Status429TooManyRequests,
            "too-many-requests",
            $"These are too many requests of one caller. Try again in {SecondsOf(wait)} seconds."
        ).WithHeader(HeaderNames.RetryAfter, SecondsOf(wait));

    /// <summary>The till is locked, because it named too many wrong codes.</summary>
    /// <param name="wait">After which time the lock ends.</param>
    public static Problem TooManyWrongCodes(TimeSpan wait) =>
        new Problem(
            StatusCodes.Status429TooManyRequests,
            "too-many-wrong-codes",
            "This till has named too many wrong codes of members or vouchers."
                + $" It can name codes again in {SecondsOf(wait)} seconds."
        ).WithHeader(HeaderNames.RetryAfter, SecondsOf(wait));

    /// <summary>
    /// The till is locked, because it posted purchases for too many different people who are not enrolled.
    /// </summary>
    /// <param name="wait">After which time the lock ends.</param>
    public static Problem TooManyUnknownMembers(TimeSpan wait) =>
        new Problem(
            StatusCodes.Status429TooManyRequests,
            "too-many-unknown-members",
            "This till has named too many people who are not enrolled. It can post purchases again in"
                + $" {SecondsOf(wait)} seconds, and those with the member's card code at once."
        ).WithHeader(HeaderNames.RetryAfter, SecondsOf(wait));

    private static string SecondsOf(TimeSpan wait) =>
        Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
