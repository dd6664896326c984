using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;

namespace Points.Domain.Redeeming;

/// <summary>Redeems points for a reward: spends them at once, or holds them until the reward is given.</summary>
/// <param name="HonouredBy">
/// The merchant who honours the reward; null if the reward or the programme leaves only one choice.
/// </param>
/// <param name="Points">Points per piece if the reward lets the member choose; otherwise null.</param>
public sealed record Redeem(WalletId Wallet, string RewardId, string? HonouredBy, int Quantity, Points? Points)
{
    public const int QuantityMax = 1_000;

    /// <summary>More than any wallet holds, and far from overflow when multiplied by a quantity.</summary>
    public static readonly Points PointsMax = new(1_000_000_000_000);

    /// <summary>How far ahead a hold may end, whatever the terms say.</summary>
    public static readonly TimeSpan HoldDurationMax = TimeSpan.FromHours(HoldTerms.HoursMaxMax);

    public static readonly TimeSpan HoldDurationDefault = TimeSpan.FromDays(1);

    public required Actor By { get; init; }

    /// <summary>
    /// The total of the bill that the reward lowers at once; null if it lowers none, or gives a voucher.
    /// </summary>
    public Fen? Bill { get; init; }

    /// <summary>
    /// What redemptions of this reward have taken off the same bill before, as the till says; null if nothing. With it,
    /// they take no more off one bill together than the reward allows.
    /// </summary>
    public Fen? TakenOff { get; init; }

    /// <summary>Whether to hold the points instead of spending them.</summary>
    public bool IsHold { get; init; }

    /// <summary>
    /// When an unconfirmed hold expires; null for <see cref="HoldDurationDefault"/> from now, or for less if the terms
    /// allow only less.
    /// </summary>
    public DateTimeOffset? HoldUntil { get; init; }

    /// <summary>
    /// The digest of the member's spend code, which shows consent to a merchant; null for other callers.
    /// </summary>
    public string? SpendCodeDigest { get; init; }

    /// <summary>
    /// A random code for the voucher that the reward may give. A repeat of the request has another code, and still gets
    /// the first attempt's voucher.
    /// </summary>
    public required string VoucherCode { get; init; }

    /// <summary>The pieces reserved from a limited stock; null if none are.</summary>
    public Reservation? Reservation { get; init; }

    /// <summary>Covers what is asked for. Codes and reservations are left out: they differ between attempts.</summary>
    public string Fingerprint()
    {
        var digest = new Digest()
            .Add("redeem")
            .Add(Wallet.MemberId)
            .Add(Wallet.ProgrammeId)
            .Add(RewardId)
            .Add(HonouredBy)
            .Add(Quantity)
            .Add(Points is { } points ? points.Value : -1)
            .Add(Bill)
            .Add(IsHold ? 1 : 0)
            .Add(HoldUntil is { } until ? until.UtcTicks : -1);
        return (TakenOff is null ? digest : digest.Add(TakenOff)).ToString();
    }

    /// <summary>
    /// Decides on a redemption. The reason for a refusal reveals facts about the member, so a merchant without a spend
    /// code for this redemption learns only that the code is invalid, and not what it would allow.
    /// </summary>
    public static Decision Decide(
        Wallet wallet,
        LoadedRecords records,
        Redeem command,
        ProgrammeTerms terms,
        Request request
    )
    {
        if (command is not { SpendCodeDigest: { } digest, By: Actor.Merchant { MerchantId: var merchantId } })
            return Decide(wallet, command, terms, request);
        var key = new RecordKey.SpendCode();
        if (!records.Has(key))
            return new Decision.NeedsRecords([key]);
        var code = records.Find<SpendCode>(key);
        if (code?.Allows(digest, terms.ProgrammeId, merchantId, command.RewardId, request.Now) != true)
            return new Refusal.SpendCodeInvalid();
        var decision = Decide(wallet, command, terms, request);
        var needed = decision switch
        {
            Decision.Accepted { Redemption: { } redemption } => redemption.Points,
            Decision.Refused { Refusal: Refusal.NotEnoughPoints refusal } => refusal.Needed,
            _ => default,
        };
        return code.Covers(needed) ? decision : new Refusal.SpendCodeInvalid();
    }

    /// <summary>Decides without checking the spend code: every refusal gives its reason.</summary>
    public static Decision Decide(Wallet wallet, Redeem command, ProgrammeTerms terms, Request request)
    {
        if (terms.FindReward(command.RewardId) is not { } reward)
            return new Refusal.NotFound("reward");
        if (wallet.Facts.FindRefusal() is { } refusal)
            return refusal;
        var pending = wallet.BeginChange(terms, request.Now);
        if (HoldBounds.FindRefusal(command, reward, pending.Wallet, request.Now) is { } outOfBounds)
            return outOfBounds;
        var member = pending.Wallet.BuildRuleContext(terms, request.Now, request.Now);
        return RedemptionPrice
            .Calculate(reward, command, terms, member)
            .Match(
                priced: price =>
                    RewardAvailability.FindRefusal(
                        reward,
                        command.Quantity,
                        pending.Wallet,
                        member,
                        terms,
                        request.Now,
                        command.By is Actor.Merchant
                    ) ?? new RedemptionBooking(command, pending, reward, price, request).Book(),
                refused: why => why
            );
    }

    /// <summary>Finds what in the command does not fit the reward's kind; null if everything fits.</summary>
    internal Refusal? FindKindMismatch(Reward reward)
    {
        var lowersBills = reward.Kind.LowersBills();
        if (lowersBills && Quantity != 1)
            return new Refusal.Invalid("quantity", "must be 1: each voucher has its own code");
        if (!lowersBills && Bill is not null)
            return new Refusal.Invalid("billFen", "must be left out: this reward lowers no bill");
        if (TakenOff is not null && Bill is null)
            return new Refusal.Invalid("takenOffFen", "is allowed only with billFen");
        if (reward.Kind == RewardKind.BillOffset && Bill is null)
            return new Refusal.Invalid("billFen", "is required: the total of the bill that the reward lowers");
        return IsHold && GivesVoucher(reward)
            ? new Refusal.Invalid("mode", "must be immediate: this reward gives a voucher for later use")
            : null;
    }

    /// <summary>
    /// When the hold ends; null if the points are spent at once. In universal time, as it is stored: a repeat must get
    /// exactly the first answer.
    /// </summary>
    internal DateTimeOffset? HoldEndsAt(Reward reward, DateTimeOffset now)
    {
        if (!IsHold)
            return null;
        var hoursMax = TimeSpan.FromHours(reward.EffectiveHold.HoursMax ?? HoldTerms.HoursMaxMax);
        return (
            HoldUntil ?? now.Plus(hoursMax < HoldDurationDefault ? hoursMax : HoldDurationDefault)
        ).ToUniversalTime();
    }

    /// <summary>Whether the reward gives a voucher for later instead of lowering a bill at once.</summary>
    internal bool GivesVoucher(Reward reward) => reward.Kind is RewardKind.Voucher or RewardKind.Coupon && Bill is null;
}

/// <summary>Redeems points for rewards.</summary>
public sealed class RedeemHandler(IWalletStore wallets, IProgrammes programmes, RedemptionFromStock fromStock)
{
    public async Task<Outcome> Handle(Redeem command, Request request, CancellationToken ct)
    {
        if (await programmes.FindTerms(command.Wallet.ProgrammeId, request.Now, ct) is not { } terms)
            return await wallets.RefuseUnlessBooked(command.Wallet, request, Refusal.NotFound.Programme, ct);
        var outcome = await Commit(command, terms, request, ct);
        // Nobody who is not enrolled has a spend code. A merchant learns no more than that.
        return command.By is Actor.Merchant && outcome is Outcome.Refused { Refusal: Refusal.MemberNotEnrolled }
            ? new Refusal.SpendCodeInvalid()
            : outcome;
    }

    private async Task<Outcome> Commit(Redeem command, ProgrammeTerms terms, Request request, CancellationToken ct) =>
        terms.FindReward(command.RewardId) is { Stock: { } pieces } reward
            ? await fromStock.Commit(
                new(terms.ProgrammeId, command.RewardId, terms.Number, pieces),
                reward,
                command,
                terms,
                request,
                ct
            )
            : await wallets.Commit(
                command.Wallet,
                request,
                (wallet, records) => Redeem.Decide(wallet, records, command, terms, request),
                ct
            );
}
