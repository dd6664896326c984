using Microsoft.AspNetCore.Http;
using Points.Domain;

namespace Points.Functions.Http;

/// <summary>Every problem that the app answers with. Callers rely on status and code; people read the detail.</summary>
public static partial class Problems
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
            orderInAnotherProgramme: it =>
                new Problem(
                    StatusCodes.Status404NotFound,
                    "not-found",
                    $"There is no such order in this programme: it has earned points in programme {it.ProgrammeId}."
                ).WithExtension("programmeId", it.ProgrammeId),
            orderOfAnotherMember: _ =>
                Conflict("order-of-another-member", "This order has earned points for another member."),
            actionAlreadyCounted: it =>
                Conflict("action-already-counted", $"This action has already been counted, in entry {it.FirstEntryId}.")
                    .WithExtension("entryId", it.FirstEntryId),
            adjustmentAlreadyCounted: it =>
                Conflict(
                        "adjustment-already-counted",
                        $"An adjustment has already been counted under this reference, in entry {it.FirstEntryId}."
                    )
                    .WithExtension("entryId", it.FirstEntryId),
            openingBalanceAlreadyCounted: it =>
                Conflict(
                        "opening-balance-already-counted",
                        $"An opening balance has already been counted under this reference, in entry {it.FirstEntryId}."
                    )
                    .WithExtension("entryId", it.FirstEntryId),
            notForCaller: _ =>
                new(
                    StatusCodes.Status403Forbidden,
                    "forbidden",
                    "The terms allow this to others: to operators and, for a redemption, to the merchant that"
                        + " honours it."
                ),
            approvalNeeded: it =>
                new(
                    StatusCodes.Status403Forbidden,
                    "approval-needed",
                    $"A second operator must approve this, because {it.Because}. Ask for it over HTTP."
                ),
            ownRequest: _ =>
                new(
                    StatusCodes.Status403Forbidden,
                    "own-request",
                    "You asked for this yourself. Another operator must decide it."
                ),
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
                WithOrder(
                    Conflict(
                        "refund-exceeds-order",
                        "The refund is more than is left of the order, or of the lines that it names."
                            + $" {Describe(it.Order)}"
                    ),
                    it.Order
                ),
            refundAlreadyCounted: RefundAlreadyCounted,
            inAnotherFamily: it => Conflict("in-another-family", $"The member {it.MemberId} is in another family."),
            addressInUse: it =>
                Conflict("address-in-use", $"The {it.Field} is verified for another member.")
                    .WithExtension("field", it.Field),
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

    private static Problem RefundAlreadyCounted(Refusal.RefundAlreadyCounted it)
    {
        var counted = $"This refund has already been counted, in entry {it.FirstEntryId}.";
        return it.Order is { } order
            ? WithOrder(
                Conflict("refund-already-counted", $"{counted} {Describe(order)}")
                    .WithExtension("entryId", it.FirstEntryId),
                order
            )
            : Conflict("refund-already-counted", counted).WithExtension("entryId", it.FirstEntryId);
    }

    private static string Describe(OrderRefunds order) =>
        $"The order earned in programme {order.ProgrammeId}: {order.Refunded} of {order.Total} has been refunded, and"
        + $" {order.Left} is left.";

    /// <summary>Only operators and the order's own merchant can refund it. Both may see what was refunded.</summary>
    private static Problem WithOrder(Problem problem, OrderRefunds order) =>
        problem
            .WithExtension("programmeId", order.ProgrammeId)
            .WithExtension("refundedFen", order.Refunded.Value)
            .WithExtension("leftFen", order.Left.Value);
}
