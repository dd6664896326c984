using Microsoft.AspNetCore.Http;
using Points.Domain;
using Points.Domain.Programmes.Validating;
using Points.Domain.Reading;

namespace Points.Functions.Http;

/// <summary>Every problem the app answers with. Callers rely on status and code.</summary>
public static class Problems
{
    public static Problem From(Refusal refusal) =>
        refusal.Match(
            memberNotEnrolled: _ => Conflict("member-not-enrolled", "There is no such member in this programme."),
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
                    $"{it.MerchantId} does not take part in this programme in that way."
                ),
            orderAlreadyAccrued: it =>
                Conflict("order-already-accrued", $"This order has earned already, with entry {it.FirstEntryId}.")
                    .WithExtension("entryId", it.FirstEntryId),
            actionAlreadyCounted: it =>
                Conflict("action-already-counted", $"This has counted already, with entry {it.FirstEntryId}.")
                    .WithExtension("entryId", it.FirstEntryId),
            notForCaller: _ => Forbidden,
            tooLate: it => Conflict("too-late", $"A purchase is taken up to {it.LateDays} days after it was made."),
            programmeNotLicensed: it =>
                Conflict("programme-not-licensed", $"The issuer may not issue points now: {it.What}."),
            budgetExhausted: _ =>
                Conflict("budget-exhausted", "The programme may issue no more points in this period."),
            noticePeriod: it =>
                new Problem(
                    StatusCodes.Status422UnprocessableEntity,
                    "notice-period",
                    $"This hurts members and needs 30 days' notice: announce it for {it.EarliestOn:yyyy-MM-dd} or later."
                ).WithExtension("earliestEffectiveOn", $"{it.EarliestOn:yyyy-MM-dd}"),
            alreadyAnnounced: it =>
                Conflict("already-announced", $"This revision is announced for {it.On:yyyy-MM-dd}."),
            superseded: it =>
                Conflict(
                    "superseded",
                    $"Revision {it.By}, a later one, is announced or in force: submit the document anew."
                ),
            followed: it =>
                Conflict("followed", $"Revision {it.By} is announced to follow this one: withdraw that first."),
            limitReached: it => Conflict("limit-reached", $"A limit is reached: {it.What}."),
            outOfStock: _ => Conflict("out-of-stock", "There are not so many left."),
            holdExpired: it =>
                Conflict("hold-expired", $"The hold ended at {it.Until:O}; its points are the member's again."),
            alreadySettled: it => Conflict("already-settled", $"This cannot happen any more: {it.What}."),
            voucherExpired: it => Conflict("voucher-expired", $"The voucher could be used up to {it.On:yyyy-MM-dd}."),
            spendCodeInvalid: _ =>
                Conflict(
                    "spend-code-invalid",
                    "The member's code is another one, used, over, or good for fewer points: ask for a new one."
                ),
            refundExceedsOrder: it =>
                Conflict(
                        "refund-exceeds-order",
                        $"That is more than is left of the order, or of these lines: {it.Left} of the whole."
                    )
                    .WithExtension("leftFen", it.Left.Value),
            refundAlreadyCounted: it =>
                Conflict("refund-already-counted", $"This refund has counted already, with entry {it.FirstEntryId}.")
                    .WithExtension("entryId", it.FirstEntryId),
            inAnotherFamily: it => Conflict("in-another-family", $"{it.MemberId} is in another family."),
            termsNotAllowed: it =>
                new Problem(
                    StatusCodes.Status422UnprocessableEntity,
                    "terms-not-allowed",
                    "The published terms do not allow this: see errors."
                ).WithErrors(new Dictionary<string, string>(StringComparer.Ordinal) { [it.Field] = it.Why }),
            periodOpen: it => Conflict("period-open", $"The period ends at {it.Ends:O}: it can be closed then."),
            idempotencyKeyReused: _ =>
                new(
                    StatusCodes.Status422UnprocessableEntity,
                    "idempotency-key-reused",
                    "This Idempotency-Key came before with another request."
                )
        );

    public static Problem Unauthenticated { get; } =
        new(StatusCodes.Status401Unauthorized, "unauthenticated", "A valid bearer token for this app is needed.");

    public static Problem InvalidSignature { get; } =
        new(
            StatusCodes.Status401Unauthorized,
            "unauthenticated",
            "The signature is not one of this channel's gateway, or is too old."
        );

    public static Problem Forbidden { get; } =
        new(StatusCodes.Status403Forbidden, "forbidden", "The token does not allow this.");

    public static Problem InvalidPeriod { get; } = Invalid("period", "must be a month, as 2027-03");

    /// <summary>What was left aside cannot be passed on yet.</summary>
    public static Problem StillSetAside(string why) => Conflict("still-poison", $"It cannot be passed on yet: {why}.");

    public static Problem NotFound(string what) =>
        new(StatusCodes.Status404NotFound, "not-found", $"There is no such {what}.");

    public static Problem Invalid(ValidationErrors errors) => Invalid(errors.ByPath);

    public static Problem Invalid(string field, string why) =>
        Invalid(new Dictionary<string, string>(StringComparer.Ordinal) { [field] = why });

    /// <summary>The document can be read, and says what may not be.</summary>
    public static Problem Unlawful(IReadOnlyCollection<LegalViolation> faults) =>
        new Problem(
            StatusCodes.Status422UnprocessableEntity,
            faults.Any(fault => fault.IsProhibitedReward) ? "prohibited-reward" : "terms-not-allowed",
            "These terms are not lawful: see errors."
        ).WithErrors(
            faults
                .GroupBy(fault => fault.Path, StringComparer.Ordinal)
                .ToDictionary(path => path.Key, path => path.First().Reason, StringComparer.Ordinal)
        );

    /// <summary>The body has too many bytes.</summary>
    public static Problem BodyTooLarge(int bytesMax) =>
        new(StatusCodes.Status413PayloadTooLarge, "body-too-large", $"The body may have at most {bytesMax} bytes.");

    /// <summary>The server could not make sense of what came, or found it too large, before we did.</summary>
    public static Problem MalformedHttp(BadHttpRequestException fault) =>
        fault.StatusCode == StatusCodes.Status413PayloadTooLarge
            ? new(fault.StatusCode, "body-too-large", "The body is too large.")
            : new(fault.StatusCode, "invalid-request", "The request is not valid HTTP.");

    public static Problem Busy { get; } =
        new(
            StatusCodes.Status429TooManyRequests,
            "too-many-requests",
            "Too much at once. Nothing was written: try again in a moment."
        );

    public static Problem Unavailable { get; } =
        new(
            StatusCodes.Status503ServiceUnavailable,
            "unavailable",
            "Something this needs does not answer. The same request with the same key is safe to repeat."
        );

    public static Problem InternalError { get; } =
        new(
            StatusCodes.Status500InternalServerError,
            "internal-error",
            "Something is wrong on our side. The same request with the same key is safe to repeat."
        );

    private static Problem Invalid(IReadOnlyDictionary<string, string> errors) =>
        new Problem(
            StatusCodes.Status400BadRequest,
            "invalid-request",
            "The request is not valid: see errors."
        ).WithErrors(errors);

    private static Problem Conflict(string code, string detail) => new(StatusCodes.Status409Conflict, code, detail);
}
