using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Points.Domain.Programmes.Validating;
using Points.Domain.Reading;
using Points.Functions.Access;

namespace Points.Functions.Http;

/// <summary>The problems of requests and of the app itself, which are no refusals of a command.</summary>
public static partial class Problems
{
    /// <summary>A valid bearer token for this app is required.</summary>
    public static Problem Unauthenticated(TokenFault fault)
    {
        var description = fault.Describe();
        var problem = new Problem(StatusCodes.Status401Unauthorized, "unauthenticated", description);
        // A request without a token gets no error code (RFC 6750, section 3.1).
        return fault == TokenFault.Missing
            ? problem
            : problem.WithHeader(
                HeaderNames.WWWAuthenticate,
                $"{Problem.Challenge}, error=\"invalid_token\", error_description=\"{description}\""
            );
    }

    /// <summary>For delivery receipts, which a channel's gateway signs instead of sending a token.</summary>
    public static Problem InvalidSignature { get; } =
        new(
            StatusCodes.Status401Unauthorized,
            "unauthenticated",
            "The signature is not from this channel's gateway, or it is too old."
        );

    /// <summary>The token does not allow this request.</summary>
    public static Problem Forbidden(CallerRule needed) =>
        new Problem(
            StatusCodes.Status403Forbidden,
            "forbidden",
            $"The token does not allow this request, which needs {needed.Describe()}."
        ).WithHeader(HeaderNames.WWWAuthenticate, $"{Problem.Challenge}, error=\"insufficient_scope\"");

    /// <summary>Fields of a request that only operators may send.</summary>
    public static Problem ForbiddenFields(IReadOnlyList<string> fields) =>
        new Problem(
            StatusCodes.Status403Forbidden,
            "forbidden",
            "The token does not allow this request. See errors."
        ).WithErrors(
            fields.ToDictionary(field => field, _ => "can be changed by operators only", StringComparer.Ordinal)
        );

    public static Problem UnsupportedMediaType { get; } =
        new Problem(
            StatusCodes.Status415UnsupportedMediaType,
            "unsupported-media-type",
            "The body must be JSON in UTF-8, with a Content-Type of application/json, one that ends in +json,"
                + " text/plain, or none. Requests of curl may keep application/x-www-form-urlencoded."
        ).WithHeader("Accept-Post", "application/json");

    public static Problem UnsupportedPatchType { get; } =
        new Problem(
            StatusCodes.Status415UnsupportedMediaType,
            "unsupported-media-type",
            $"The body must be a JSON Merge Patch (RFC 7396): {MergePatch.ContentTypes}."
        ).WithHeader("Accept-Patch", MergePatch.ContentTypes);

    public static Problem UnsupportedContentCoding { get; } =
        new Problem(
            StatusCodes.Status415UnsupportedMediaType,
            "unsupported-media-type",
            "The body may be compressed once, with gzip. No other Content-Encoding is accepted."
        ).WithHeader(HeaderNames.AcceptEncoding, "gzip");

    public static Problem InvalidGzip { get; } =
        Invalid("$", "is not gzip, or not all of it: it must be one complete gzip file, without anything behind it");

    public static Problem InvalidPeriod { get; } = Invalid("period", "must be a month such as 2027-03");

    /// <summary>The entry that was set aside still cannot be relayed.</summary>
    public static Problem StillSetAside(string why) =>
        Conflict("still-poison", $"The entry still cannot be relayed: {why}.");

    public static Problem NotFound(string what) =>
        new(StatusCodes.Status404NotFound, "not-found", $"There is no such {what}.");

    public static Problem Invalid(ValidationErrors errors) => Invalid(errors.ByPath);

    public static Problem Invalid(string field, string why) =>
        Invalid(new Dictionary<string, string>(StringComparer.Ordinal) { [field] = why });

    /// <summary>The document is well-formed, but its terms are against the law.</summary>
    public static Problem Unlawful(IReadOnlyCollection<LegalViolation> violations) =>
        new Problem(
            StatusCodes.Status422UnprocessableEntity,
            violations.Any(violation => violation.IsProhibitedReward) ? "prohibited-reward" : "terms-not-allowed",
            "The law does not allow these terms. See errors."
        ).WithErrors(
            violations
                .DistinctBy(violation => violation.Path, StringComparer.Ordinal)
                .ToDictionary(violation => violation.Path, violation => violation.Reason, StringComparer.Ordinal)
        );

    /// <summary>The body is larger than the app accepts.</summary>
    public static Problem BodyTooLarge(int bytesMax) =>
        new(StatusCodes.Status413PayloadTooLarge, "body-too-large", $"The body may have at most {bytesMax} bytes.");

    /// <summary>The web server rejected the request as malformed or too large.</summary>
    public static Problem MalformedHttp(BadHttpRequestException exception) =>
        exception.StatusCode == StatusCodes.Status413PayloadTooLarge
            ? new(exception.StatusCode, "body-too-large", "The body is too large.")
            : new(exception.StatusCode, "invalid-request", "The request is not valid HTTP.");

    public static Problem Busy { get; } =
        new(
            StatusCodes.Status429TooManyRequests,
            "too-many-requests",
            "The app is overloaded. Nothing was written. Try again in a moment."
        );

    /// <summary>For a read of a document that was changed outside of the app.</summary>
    public static Problem Altered { get; } =
        new(
            StatusCodes.Status500InternalServerError,
            "record-altered",
            "What is stored of the member was changed outside of Points. Nothing was decided, and the member is frozen"
                + " until an operator has looked at it."
        );

    public static Problem BudgetBusy { get; } =
        new(
            StatusCodes.Status503ServiceUnavailable,
            "budget-busy",
            "Other instances hold what is left of the programme's points budget, for less than a minute."
                + " Nothing was written. Try again with the same Idempotency-Key."
        );

    public static Problem OrderBusy { get; } =
        new(
            StatusCodes.Status503ServiceUnavailable,
            "order-busy",
            "Another request with this order is under way. It ends within two minutes. Nothing was written."
                + " Try again with the same Idempotency-Key."
        );

    public static Problem Unavailable { get; } =
        new(
            StatusCodes.Status503ServiceUnavailable,
            "unavailable",
            "A service that this request needs does not answer."
                + " It is safe to repeat the request with the same Idempotency-Key."
        );

    public static Problem InternalError { get; } =
        new(
            StatusCodes.Status500InternalServerError,
            "internal-error",
            "The app failed. It is safe to repeat the request with the same Idempotency-Key."
        );

    private static Problem Invalid(IReadOnlyDictionary<string, string> errors) =>
        new Problem(
            StatusCodes.Status400BadRequest,
            "invalid-request",
            "The request is not valid. See errors."
        ).WithErrors(errors);

    private static Problem PreconditionFailed(string code, string detail) =>
        new(StatusCodes.Status412PreconditionFailed, code, detail);

    private static Problem Conflict(string code, string detail) => new(StatusCodes.Status409Conflict, code, detail);
}
