namespace Points.Domain;

/// <summary>Why a command was refused and changed nothing. A closed set: each case has a stable problem code.</summary>
public abstract record Refusal
{
    private Refusal() { }

    /// <summary>
    /// The member is unknown or not enrolled in the programme. Both get the same answer, so that callers cannot find
    /// out who is a member.
    /// </summary>
    public sealed record MemberNotEnrolled : Refusal;

    /// <summary>The member's wallets are frozen: they can neither earn nor spend.</summary>
    public sealed record MemberFrozen : Refusal;

    /// <summary>Something that the request names does not exist.</summary>
    /// <param name="What">What does not exist; it follows "There is no such".</param>
    public sealed record NotFound(string What) : Refusal
    {
        public static readonly NotFound Programme = new("programme");
    }

    /// <summary>A field has a value that the programme's terms do not accept.</summary>
    /// <param name="Why">What the field must be; it follows the field's name.</param>
    public sealed record Invalid(string Field, string Why) : Refusal;

    /// <summary>The terms do not offer this to this member, or not now.</summary>
    public sealed record NotEligible(string Why) : Refusal;

    /// <summary>The member has fewer points available than the request needs.</summary>
    public sealed record NotEnoughPoints(Points Available, Points Needed) : Refusal;

    /// <summary>The merchant is not on the programme's closed list, or not in this role (law L5).</summary>
    public sealed record MerchantNotInProgramme(string MerchantId) : Refusal;

    /// <summary>
    /// The order has already earned points. An order earns once, whatever the idempotency key, whoever the member.
    /// </summary>
    /// <param name="FirstEntryId">The entry that booked it; null if its member was erased.</param>
    /// <param name="ProgrammeId">The programme in which it earned; null if its member was erased.</param>
    public sealed record OrderAlreadyAccrued(string? FirstEntryId, string? ProgrammeId) : Refusal;

    /// <summary>The refund names another programme than the one in which the order has earned points.</summary>
    /// <param name="ProgrammeId">The programme in which it has earned.</param>
    public sealed record OrderInAnotherProgramme(string ProgrammeId) : Refusal;

    /// <summary>The refund names an order that has earned points for another member.</summary>
    public sealed record OrderOfAnotherMember : Refusal;

    /// <summary>The action has already counted under this reference. Each reference counts once.</summary>
    public sealed record ActionAlreadyCounted(string FirstEntryId) : Refusal;

    /// <summary>An adjustment has already counted under this reference. Each reference counts once.</summary>
    public sealed record AdjustmentAlreadyCounted(string FirstEntryId) : Refusal;

    /// <summary>An opening balance has already counted under this reference. Each reference counts once.</summary>
    public sealed record OpeningBalanceAlreadyCounted(string FirstEntryId) : Refusal;

    /// <summary>The terms do not allow this caller to do this.</summary>
    public sealed record NotForCaller : Refusal;

    /// <summary>A second operator must approve this first.</summary>
    /// <param name="Because">Why, as a clause: "the change disadvantages members".</param>
    public sealed record ApprovalNeeded(string Because) : Refusal;

    /// <summary>Nobody approves what they asked for themselves.</summary>
    public sealed record OwnRequest : Refusal;

    /// <summary>The purchase is older than the programme accepts from merchants.</summary>
    /// <param name="LateDays">How many days after the purchase a merchant may post it.</param>
    public sealed record TooLate(int LateDays) : Refusal;

    /// <summary>A licence or filing of the issuer is missing or has expired (law L7).</summary>
    public sealed record ProgrammeNotLicensed(string What) : Refusal;

    /// <summary>The programme has used up its points budget for this period (law L6).</summary>
    public sealed record BudgetExhausted : Refusal;

    /// <summary>A change that is worse for members needs 30 days' notice (law L2).</summary>
    public sealed record NoticeTooShort(DateOnly EarliestOn) : Refusal;

    /// <summary>The revision is already announced for another day.</summary>
    public sealed record AlreadyAnnounced(DateOnly On) : Refusal;

    /// <summary>A later revision is announced or in force. Revisions take effect in order of their numbers.</summary>
    /// <param name="By">The number of the later revision.</param>
    public sealed record Superseded(int By) : Refusal;

    /// <summary>A later revision is announced that was compared with this one, so this one must stay.</summary>
    /// <param name="By">The number of the later revision.</param>
    public sealed record HasAnnouncedSuccessor(int By) : Refusal;

    /// <summary>A limit of the terms, or of the system, is reached.</summary>
    /// <param name="What">The limit; it follows "A limit is reached:".</param>
    public sealed record LimitReached(string What) : Refusal;

    /// <summary>Too few pieces of the reward are left in stock.</summary>
    public sealed record OutOfStock : Refusal;

    /// <summary>The hold expired before it was confirmed or cancelled. Its points went back to the member.</summary>
    public sealed record HoldExpired(DateTimeOffset Until) : Refusal;

    /// <summary>The thing has reached a final state, which excludes the request.</summary>
    public sealed record AlreadySettled(string What) : Refusal;

    /// <summary>The voucher's last day has passed.</summary>
    /// <param name="On">That last day.</param>
    public sealed record VoucherExpired(DateOnly On) : Refusal;

    /// <summary>The member's spend code is wrong, used, expired, or not for such a redemption.</summary>
    public sealed record SpendCodeInvalid : Refusal;

    /// <summary>The card code is wrong, expired, or another member's.</summary>
    public sealed record CardCodeInvalid : Refusal;

    /// <summary>The refund is larger than what is left of the order.</summary>
    public sealed record RefundExceedsOrder(OrderRefunds Order) : Refusal;

    /// <summary>The refund has already counted. A refund counts once, whatever the idempotency key.</summary>
    /// <param name="Order">The refunded order; null if its purchase has not arrived, or is not known here.</param>
    public sealed record RefundAlreadyCounted(string FirstEntryId, OrderRefunds? Order) : Refusal;

    /// <summary>The member is in another family. A member is in at most one (law L9).</summary>
    public sealed record InAnotherFamily(string MemberId) : Refusal;

    /// <summary>The address is verified for another member, to whom alone it belongs.</summary>
    /// <param name="Field">The profile's field: <c>phone</c> or <c>email</c>.</param>
    public sealed record AddressInUse(string Field) : Refusal;

    /// <summary>The published terms do not allow the value.</summary>
    public sealed record TermsNotAllowed(string Field, string Why) : Refusal;

    /// <summary>The settlement period has not ended yet, so it cannot be closed.</summary>
    public sealed record PeriodOpen(DateTimeOffset Ends) : Refusal;

    /// <summary>The stored version is not one that the caller is willing to replace.</summary>
    public sealed record VersionMismatch : Refusal;

    /// <summary>The caller wants to create something that exists already.</summary>
    public sealed record AlreadyExists : Refusal;

    /// <summary>A consent of a member under 14 counts only if a guardian gives it.</summary>
    public sealed record GuardianNeeded : Refusal;

    /// <summary>The idempotency key was already used for a different command.</summary>
    public sealed record IdempotencyKeyReused : Refusal;

    public T Match<T>(
        Func<MemberNotEnrolled, T> memberNotEnrolled,
        Func<MemberFrozen, T> memberFrozen,
        Func<NotFound, T> notFound,
        Func<Invalid, T> invalid,
        Func<NotEligible, T> notEligible,
        Func<NotEnoughPoints, T> notEnoughPoints,
        Func<MerchantNotInProgramme, T> merchantNotInProgramme,
        Func<OrderAlreadyAccrued, T> orderAlreadyAccrued,
        Func<OrderInAnotherProgramme, T> orderInAnotherProgramme,
        Func<OrderOfAnotherMember, T> orderOfAnotherMember,
        Func<ActionAlreadyCounted, T> actionAlreadyCounted,
        Func<AdjustmentAlreadyCounted, T> adjustmentAlreadyCounted,
        Func<OpeningBalanceAlreadyCounted, T> openingBalanceAlreadyCounted,
        Func<NotForCaller, T> notForCaller,
        Func<ApprovalNeeded, T> approvalNeeded,
        Func<OwnRequest, T> ownRequest,
        Func<TooLate, T> tooLate,
        Func<ProgrammeNotLicensed, T> programmeNotLicensed,
        Func<BudgetExhausted, T> budgetExhausted,
        Func<NoticeTooShort, T> noticeTooShort,
        Func<AlreadyAnnounced, T> alreadyAnnounced,
        Func<Superseded, T> superseded,
        Func<HasAnnouncedSuccessor, T> hasAnnouncedSuccessor,
        Func<LimitReached, T> limitReached,
        Func<OutOfStock, T> outOfStock,
        Func<HoldExpired, T> holdExpired,
        Func<AlreadySettled, T> alreadySettled,
        Func<VoucherExpired, T> voucherExpired,
        Func<SpendCodeInvalid, T> spendCodeInvalid,
        Func<CardCodeInvalid, T> cardCodeInvalid,
        Func<RefundExceedsOrder, T> refundExceedsOrder,
        Func<RefundAlreadyCounted, T> refundAlreadyCounted,
        Func<InAnotherFamily, T> inAnotherFamily,
        Func<AddressInUse, T> addressInUse,
        Func<TermsNotAllowed, T> termsNotAllowed,
        Func<PeriodOpen, T> periodOpen,
        Func<VersionMismatch, T> versionMismatch,
        Func<AlreadyExists, T> alreadyExists,
        Func<GuardianNeeded, T> guardianNeeded,
        Func<IdempotencyKeyReused, T> idempotencyKeyReused
    ) =>
        this switch
        {
            MemberNotEnrolled refusal => memberNotEnrolled(refusal),
            MemberFrozen refusal => memberFrozen(refusal),
            NotFound refusal => notFound(refusal),
            Invalid refusal => invalid(refusal),
            NotEligible refusal => notEligible(refusal),
            NotEnoughPoints refusal => notEnoughPoints(refusal),
            MerchantNotInProgramme refusal => merchantNotInProgramme(refusal),
            OrderAlreadyAccrued refusal => orderAlreadyAccrued(refusal),
            OrderInAnotherProgramme refusal => orderInAnotherProgramme(refusal),
            OrderOfAnotherMember refusal => orderOfAnotherMember(refusal),
            ActionAlreadyCounted refusal => actionAlreadyCounted(refusal),
            AdjustmentAlreadyCounted refusal => adjustmentAlreadyCounted(refusal),
            OpeningBalanceAlreadyCounted refusal => openingBalanceAlreadyCounted(refusal),
            NotForCaller refusal => notForCaller(refusal),
            ApprovalNeeded refusal => approvalNeeded(refusal),
            OwnRequest refusal => ownRequest(refusal),
            TooLate refusal => tooLate(refusal),
            ProgrammeNotLicensed refusal => programmeNotLicensed(refusal),
            BudgetExhausted refusal => budgetExhausted(refusal),
            NoticeTooShort refusal => noticeTooShort(refusal),
            AlreadyAnnounced refusal => alreadyAnnounced(refusal),
            Superseded refusal => superseded(refusal),
            HasAnnouncedSuccessor refusal => hasAnnouncedSuccessor(refusal),
            LimitReached refusal => limitReached(refusal),
            OutOfStock refusal => outOfStock(refusal),
            HoldExpired refusal => holdExpired(refusal),
            AlreadySettled refusal => alreadySettled(refusal),
            VoucherExpired refusal => voucherExpired(refusal),
            SpendCodeInvalid refusal => spendCodeInvalid(refusal),
            CardCodeInvalid refusal => cardCodeInvalid(refusal),
            RefundExceedsOrder refusal => refundExceedsOrder(refusal),
            RefundAlreadyCounted refusal => refundAlreadyCounted(refusal),
            InAnotherFamily refusal => inAnotherFamily(refusal),
            AddressInUse refusal => addressInUse(refusal),
            TermsNotAllowed refusal => termsNotAllowed(refusal),
            PeriodOpen refusal => periodOpen(refusal),
            VersionMismatch refusal => versionMismatch(refusal),
            AlreadyExists refusal => alreadyExists(refusal),
            GuardianNeeded refusal => guardianNeeded(refusal),
            IdempotencyKeyReused refusal => idempotencyKeyReused(refusal),
            _ => throw new InvalidOperationException($"{GetType()} is not a known refusal"),
        };
}
