namespace Points.Domain;

/// <summary>Why a command changes nothing. A closed set: each has one stable problem code.</summary>
public abstract record Refusal
{
    private Refusal() { }

    /// <summary>Unknown and not-enrolled members look alike, so that nobody learns who is a member.</summary>
    public sealed record MemberNotEnrolled : Refusal;

    /// <summary>The member's wallets are frozen.</summary>
    public sealed record MemberFrozen : Refusal;

    /// <summary>The thing named does not exist.</summary>
    public sealed record NotFound(string What) : Refusal
    {
        public static readonly NotFound Programme = new("programme");
    }

    /// <summary>A field is at odds with what the programme's terms ask for.</summary>
    public sealed record Invalid(string Field, string Why) : Refusal;

    /// <summary>The terms do not give this to this member, or not now.</summary>
    public sealed record NotEligible(string Why) : Refusal;

    /// <summary>Fewer points are available than are needed.</summary>
    public sealed record NotEnoughPoints(Points Available, Points Needed) : Refusal;

    /// <summary>A programme has a closed list of merchants (law L5).</summary>
    public sealed record MerchantNotInProgramme(string MerchantId) : Refusal;

    /// <summary>An order earns once, whatever the idempotency key.</summary>
    public sealed record OrderAlreadyAccrued(string FirstEntryId) : Refusal;

    /// <summary>An action counts once for each reference, whatever the idempotency key.</summary>
    public sealed record ActionAlreadyCounted(string FirstEntryId) : Refusal;

    /// <summary>The terms leave this to others than the caller.</summary>
    public sealed record NotForCaller : Refusal;

    /// <summary>The purchase is older than the programme takes from merchants.</summary>
    public sealed record TooLate(int LateDays) : Refusal;

    /// <summary>A licence or filing of the issuer is missing or has run out (law L7).</summary>
    public sealed record ProgrammeNotLicensed(string What) : Refusal;

    /// <summary>The programme may issue no more in this period (law L6).</summary>
    public sealed record BudgetExhausted : Refusal;

    /// <summary>A change that hurts members needs thirty days' notice (law L2).</summary>
    public sealed record NoticePeriod(DateOnly EarliestOn) : Refusal;

    /// <summary>The revision is announced for another day.</summary>
    public sealed record AlreadyAnnounced(DateOnly On) : Refusal;

    /// <summary>A later revision is announced or in force: they come in the order of their numbers.</summary>
    public sealed record Superseded(int By) : Refusal;

    /// <summary>A later revision is announced, which was compared with this one.</summary>
    public sealed record Followed(int By) : Refusal;

    /// <summary>No more of this is allowed, or has room.</summary>
    public sealed record LimitReached(string What) : Refusal;

    /// <summary>No pieces are left of what was asked for.</summary>
    public sealed record OutOfStock : Refusal;

    /// <summary>The hold ended before it was confirmed or cancelled, and does not come back.</summary>
    public sealed record HoldExpired(DateTimeOffset Until) : Refusal;

    /// <summary>What was asked for can happen once, and something has.</summary>
    public sealed record AlreadySettled(string What) : Refusal;

    /// <summary>Its last day has passed.</summary>
    public sealed record VoucherExpired(DateOnly On) : Refusal;

    /// <summary>The member has not consented to this, or not any more.</summary>
    public sealed record SpendCodeInvalid : Refusal;

    /// <summary>More is refunded than is left of the order.</summary>
    public sealed record RefundExceedsOrder(Fen Left) : Refusal;

    /// <summary>A refund counts once, whatever the idempotency key.</summary>
    public sealed record RefundAlreadyCounted(string FirstEntryId) : Refusal;

    /// <summary>A member is in at most one family (law L9).</summary>
    public sealed record InAnotherFamily(string MemberId) : Refusal;

    /// <summary>It is not within what was published.</summary>
    public sealed record TermsNotAllowed(string Field, string Why) : Refusal;

    /// <summary>A period is closed after it has ended.</summary>
    public sealed record PeriodOpen(DateTimeOffset Ends) : Refusal;

    /// <summary>The idempotency key came before with another command.</summary>
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
        Func<ActionAlreadyCounted, T> actionAlreadyCounted,
        Func<NotForCaller, T> notForCaller,
        Func<TooLate, T> tooLate,
        Func<ProgrammeNotLicensed, T> programmeNotLicensed,
        Func<BudgetExhausted, T> budgetExhausted,
        Func<NoticePeriod, T> noticePeriod,
        Func<AlreadyAnnounced, T> alreadyAnnounced,
        Func<Superseded, T> superseded,
        Func<Followed, T> followed,
        Func<LimitReached, T> limitReached,
        Func<OutOfStock, T> outOfStock,
        Func<HoldExpired, T> holdExpired,
        Func<AlreadySettled, T> alreadySettled,
        Func<VoucherExpired, T> voucherExpired,
        Func<SpendCodeInvalid, T> spendCodeInvalid,
        Func<RefundExceedsOrder, T> refundExceedsOrder,
        Func<RefundAlreadyCounted, T> refundAlreadyCounted,
        Func<InAnotherFamily, T> inAnotherFamily,
        Func<TermsNotAllowed, T> termsNotAllowed,
        Func<PeriodOpen, T> periodOpen,
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
            ActionAlreadyCounted refusal => actionAlreadyCounted(refusal),
            NotForCaller refusal => notForCaller(refusal),
            TooLate refusal => tooLate(refusal),
            ProgrammeNotLicensed refusal => programmeNotLicensed(refusal),
            BudgetExhausted refusal => budgetExhausted(refusal),
            NoticePeriod refusal => noticePeriod(refusal),
            AlreadyAnnounced refusal => alreadyAnnounced(refusal),
            Superseded refusal => superseded(refusal),
            Followed refusal => followed(refusal),
            LimitReached refusal => limitReached(refusal),
            OutOfStock refusal => outOfStock(refusal),
            HoldExpired refusal => holdExpired(refusal),
            AlreadySettled refusal => alreadySettled(refusal),
            VoucherExpired refusal => voucherExpired(refusal),
            SpendCodeInvalid refusal => spendCodeInvalid(refusal),
            RefundExceedsOrder refusal => refundExceedsOrder(refusal),
            RefundAlreadyCounted refusal => refundAlreadyCounted(refusal),
            InAnotherFamily refusal => inAnotherFamily(refusal),
            TermsNotAllowed refusal => termsNotAllowed(refusal),
            PeriodOpen refusal => periodOpen(refusal),
            IdempotencyKeyReused refusal => idempotencyKeyReused(refusal),
            _ => throw new InvalidOperationException($"{GetType()} is no refusal"),
        };
}
