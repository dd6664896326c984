using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Points.Domain;
using Points.Domain.Programmes.Validating;
using Points.Domain.Reading;
using Points.Functions.Access;

namespace Points.Functions.Http;

/// <summary>Every problem that the app answers with. Callers rely on status and code; people read the detail.</summary>
public static class Problems
{
    public static Problem From(Refusal refusal) =>
        refusal.Match(
            memberNotEnrolled: _ => Conflict("member-not-enrolled", "The member is not enrolled in this programme."),
            memberFrozen: _ => Conflict("member-frozen", "The member's wallets are frozen."),
            notFound: it => NotFound(it.What),
            invalid: it => Invalid(it.Field, it.Why),
            notEligible: it => Conflict("not-eligible", $"Not eligible: {it.Why}."),
            notEnoughPoints: it =>
                Conflict("not-enough-points", $"{it.Needed} points are needed and {it.Available} are available.")
                    .WithExtension("available", it.Available.Value)
                    .WithExtension("needed", it.Needed.Value),
            merchantNotInProgramme: it =>
                Conflict(
                    "merchant-not-in-programme",
                    $"The merchant {it.MerchantId} may not do this in this programme."
                ),
            orderAlreadyAccrued: OrderAlreadyAccrued,
            orderOfAnotherMember: _ =>
                Conflict("order-of-another-member", "This order has earned points for another member."),
            actionAlreadyCounted: it =>
                Conflict("action-already-counted", $"This action has already been counted, in entry {it.FirstEntryId}.")
                    .WithExtension("entryId", it.FirstEntryId),
            notForCaller: _ => Forbidden,
            tooLate: it =>
                Conflict(
                    "too-late",
                    $"The purchase is too old. A merchant must post it within {it.LateDays} days of the purchase."
                ),
            programmeNotLicensed: it =>
                Conflict("programme-not-licensed", $"The issuer may not issue points now: {it.What}."),
            budgetExhausted: _ =>
                Conflict("budget-exhausted", "The programme has used up its points budget for this period."),
            noticeTooShort: it =>
                new Problem(
                    StatusCodes.Status422UnprocessableEntity,
                    "notice-period",
                    "This change disadvantages members and needs 30 days of notice."
                        + $" Announce it for {it.EarliestOn:yyyy-MM-dd} or later."
                ).WithExtension("earliestEffectiveOn", $"{it.EarliestOn:yyyy-MM-dd}"),
            alreadyAnnounced: it =>
                Conflict("already-announced", $"This revision is already announced for {it.On:yyyy-MM-dd}."),
            superseded: it =>
                Conflict(
                    "superseded",
                    $"The later revision {it.By} is announced or in force. Submit the document as a new revision."
                ),
            hasAnnouncedSuccessor: it =>
                Conflict("followed", $"Revision {it.By} is announced to follow this one. Withdraw it first."),
            limitReached: it => Conflict("limit-reached", $"A limit is reached: {it.What}."),
            outOfStock: _ => Conflict("out-of-stock", "Not enough pieces are left in stock."),
            holdExpired: it =>
                Conflict("hold-expired", $"The hold ended at {it.Until:O}. Its points are available again."),
            alreadySettled: it => Conflict("already-settled", $"This is no longer possible: {it.What}."),
            voucherExpired: it =>
                Conflict("voucher-expired", $"The voucher has expired. Its last day was {it.On:yyyy-MM-dd}."),
            spendCodeInvalid: _ =>
                Conflict(
                    "spend-code-invalid",
                    "The member's code is wrong, already used or expired, or the member created it for another"
                        + " programme, merchant or reward, or for fewer points. Ask the member for a new code for this."
                ),
            cardCodeInvalid: _ =>
                Conflict(
                    "card-code-invalid",
                    "The card code is wrong or expired, or another member's. Ask the member to show the card again."
                ),
            refundExceedsOrder: it =>
                Conflict(
                        "refund-exceeds-order",
                        "The refund is more than is left of the order, or of the lines that it names."
                            + $" The whole order has {it.Left} left."
                    )
                    .WithExtension("leftFen", it.Left.Value),
            refundAlreadyCounted: it =>
                Conflict("refund-already-counted", $"This refund has already been counted, in entry {it.FirstEntryId}.")
                    .WithExtension("entryId", it.FirstEntryId),
            inAnotherFamily: it => Conflict("in-another-family", $"The member {it.MemberId} is in another family."),
            termsNotAllowed: it =>
                new Problem(
                    StatusCodes.Status422UnprocessableEntity,
                    "terms-not-allowed",
                    "The published terms do not allow this. See errors."
                ).WithErrors(new Dictionary<string, string>(StringComparer.Ordinal) { [it.Field] = it.Why }),
            periodOpen: it => Conflict("period-open", $"The period is still open. It can be closed from {it.Ends:O}."),
            versionMismatch: _ =>
                PreconditionFailed(
                    "version-mismatch",
                    "The stored version is none of those in If-Match, where weak tags count for none. Nothing was"
                        + " changed. Get it again to see what has changed."
                ),
            alreadyExists: _ =>
                PreconditionFailed("already-exists", "It exists already, so If-None-Match: * allows no write."),
            guardianNeeded: _ =>
                Conflict(
                    "guardian-needed",
                    "The member is under 14, so a guardian must give this consent: send it with consents.guardian true."
                ),
            idempotencyKeyReused: _ =>
                new(
                    StatusCodes.Status422UnprocessableEntity,
                    "idempotency-key-reused",
                    "This Idempotency-Key was used before with a different request."
                )
        );

    /// <summary>
    /// Only operators and the order's own merchant can post it, and both may see the entry and the programme. The
    /// member is never named (decision 28).
    /// </summary>
    private static Problem OrderAlreadyAccrued(Refusal.OrderAlreadyAccrued it) =>
        it is { FirstEntryId: { } entryId, ProgrammeId: { } programmeId }
            ? Conflict(
                    "order-already-accrued",
                    $"This order has already earned points, in entry {entryId} of programme {programmeId}."
                )
                .WithExtension("entryId", entryId)
                .WithExtension("programmeId", programmeId)
            : Conflict("order-already-accrued", "This order has already earned points.");

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

    public static Problem Forbidden { get; } =
        new(StatusCodes.Status403Forbidden, "forbidden", "The token does not allow this request.");

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
