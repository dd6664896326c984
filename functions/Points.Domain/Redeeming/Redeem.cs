using System.Collections.Immutable;
using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Domain.Redeeming;

/// <summary>A member takes a reward for points, at once or by holding it for later.</summary>
/// <param name="HonouredBy">The merchant who will honour it; may be left out where the reward or the programme leaves no choice.</param>
/// <param name="Points">How many points a piece, for rewards that leave it to the member; else null.</param>
public sealed record Redeem(WalletId Wallet, string RewardId, string? HonouredBy, int Quantity, Points? Points)
{
    public const int QuantityMax = 1_000;

    /// <summary>Beyond any wallet, and far from overflow when multiplied by a quantity.</summary>
    public static readonly Points PointsMax = new(1_000_000_000_000);

    /// <summary>How far ahead a hold may end: longer than anybody books.</summary>
    public static readonly TimeSpan HoldDurationMax = TimeSpan.FromDays(400);

    public static readonly TimeSpan HoldDurationDefault = TimeSpan.FromDays(1);

    public required Actor By { get; init; }

    /// <summary>What the reward is taken off at once; null where it is not, or gives a voucher for later.</summary>
    public Fen? Bill { get; init; }

    /// <summary>Whether to set the points aside rather than to spend them.</summary>
    public bool IsHold { get; init; }

    /// <summary>Until when to hold; null for <see cref="HoldDurationDefault"/>.</summary>
    public DateTimeOffset? HoldUntil { get; init; }

    /// <summary>Of the member's consent, where a merchant asks.</summary>
    public string? SpendCodeDigest { get; init; }

    /// <summary>Random, for the voucher that it may give. A repeat of the request brings another and gets the first one's voucher.</summary>
    public required string VoucherCode { get; init; }

    /// <summary>What was set aside of a limited stock.</summary>
    public Reservation? Reservation { get; init; }

    /// <summary>What is asked for: not the codes and reservations that differ from attempt to attempt.</summary>
    public string Fingerprint() =>
        new Digest()
            .Add("redeem")
            .Add(Wallet.MemberId)
            .Add(Wallet.ProgrammeId)
            .Add(RewardId)
            .Add(HonouredBy)
            .Add(Quantity)
            .Add(Points is { } points ? points.Value : -1)
            .Add(Bill)
            .Add(IsHold ? 1 : 0)
            .Add(HoldUntil is { } until ? until.UtcTicks : -1)
            .ToString();

    /// <summary>
    /// What stands against a redemption tells something of the member. A merchant is told it with the member's consent
    /// only: without a code that is good, there is nothing more to say.
    /// </summary>
    public static Decision Decide(
        Wallet wallet,
        LoadedRecords records,
        Redeem command,
        ProgrammeTerms terms,
        Request request
    )
    {
        var decision = Decide(wallet, command, terms, request);
        if (command.SpendCodeDigest is not { } digest || decision is not Decision.Refused)
            return decision;
        var key = new RecordKey.SpendCode();
        if (!records.Has(key))
            return new Decision.NeedsRecords([key]);
        return records.Find<SpendCode>(key)?.Allows(digest, request.Now) == true
            ? decision
            : new Refusal.SpendCodeInvalid();
    }

    /// <summary>For who may know.</summary>
    public static Decision Decide(Wallet wallet, Redeem command, ProgrammeTerms terms, Request request)
    {
        if (terms.FindReward(command.RewardId) is not { } reward)
            return new Refusal.NotFound("reward");
        if (wallet.Facts.FindRefusal() is { } refusal)
            return refusal;
        if (command.HoldEndsAt(request.Now) is { } end && (end <= request.Now || end > request.Now + HoldDurationMax))
            return new Refusal.Invalid("holdUntil", $"must be within {HoldDurationMax.TotalDays:0} days from now");
        var pending = wallet.BeginChange(terms, request.Now);
        var member = pending.Wallet.BuildRuleContext(terms, request.Now, request.Now);
        return RedemptionPrice
            .Calculate(reward, command, terms, member)
            .Match(
                priced: charge =>
                    RewardAvailability.FindRefusal(reward, command.Quantity, pending.Wallet, member, terms, request.Now)
                    ?? command.TakePoints(pending, reward, charge, request),
                refused: why => why
            );
    }

    /// <summary>What in the command does not go with the kind of reward.</summary>
    internal Refusal? FindKindMismatch(Reward reward)
    {
        var lowersBills = reward.Kind is RewardKind.Voucher or RewardKind.Coupon or RewardKind.BillOffset;
        if (lowersBills && Quantity != 1)
            return new Refusal.Invalid("quantity", "must be 1: each voucher has its own code");
        if (!lowersBills && Bill is not null)
            return new Refusal.Invalid("billFen", "goes with a reward that lowers a bill");
        if (reward.Kind == RewardKind.BillOffset && Bill is null)
            return new Refusal.Invalid("billFen", "must say what the bill comes to");
        return IsHold && GivesVoucher(reward)
            ? new Refusal.Invalid("mode", "must be immediate: a voucher waits by itself")
            : null;
    }

    /// <summary>Null where it is taken at once. In universal time, as it is kept: a repeat must show the very same.</summary>
    internal DateTimeOffset? HoldEndsAt(DateTimeOffset now) =>
        IsHold ? (HoldUntil ?? now + HoldDurationDefault).ToUniversalTime() : null;

    private bool GivesVoucher(Reward reward) => reward.Kind is RewardKind.Voucher or RewardKind.Coupon && Bill is null;

    private Decision TakePoints(PendingChange pending, Reward reward, RedemptionPrice.Priced price, Request request)
    {
        var available = pending.Wallet.Lots.Total;
        if (available < price.Points)
            return new Refusal.NotEnoughPoints(available, price.Points);
        // Pieces that are counted are set aside before: without that, none is given away.
        if (reward.Stock is not null && Reservation is null)
            return new Refusal.OutOfStock();
        var counted = pending with
        {
            Wallet = pending.Wallet.CountReward(reward, Quantity, pending.Terms, request.Now),
        };
        return HoldEndsAt(request.Now) is { } until
            ? HoldPoints(counted, reward, price, request, until)
            : SpendPoints(counted, reward, price, request);
    }

    private Decision.Accepted SpendPoints(
        PendingChange pending,
        Reward reward,
        RedemptionPrice.Priced price,
        Request request
    )
    {
        var voucher = GivesVoucher(reward)
            ? new Voucher(
                VoucherCode,
                reward.ValidDays is { } days ? pending.Today.AddDays(days) : null,
                reward.MinimumBill,
                Use: null
            )
            : null;
        var id = Redemption.IdOf(request.EntryId);
        var issued = voucher is null ? null : new VoucherIssued(voucher.Code, voucher.ExpiresOn);
        var change = pending.NextChange.Take(price.Points);
        var posting = pending.Book(
            request,
            new EntryKind.Redemption(id, reward.RewardId, price.HonouredBy, price.Worth, issued, price.Pay),
            change,
            [price.Explanation]
        );
        return Accept(
            posting,
            CreateRedemption(
                id,
                reward,
                price,
                posting,
                request,
                RedemptionStatus.Completed,
                WalletChange.Negate(change.LotChanges)
            ) with
            {
                Voucher = voucher,
            }
        );
    }

    private Decision HoldPoints(
        PendingChange pending,
        Reward reward,
        RedemptionPrice.Priced price,
        Request request,
        DateTimeOffset until
    )
    {
        var id = Redemption.IdOf(request.EntryId);
        var change = pending.NextChange.SetAside(
            price.Points,
            lots => new Hold.ForReward(id, lots, reward.RewardId, Quantity, request.Now, until)
        );
        if (Ledger.Hold.FindRefusal(change.Wallet.Holds) is { } tooMany)
            return tooMany;
        var posting = pending.Book(
            request,
            new EntryKind.Hold(id, reward.RewardId, price.HonouredBy, price.Worth, Quantity, until, price.Pay),
            change,
            [price.Explanation]
        );
        return Accept(
            posting,
            CreateRedemption(id, reward, price, posting, request, RedemptionStatus.Held, change.Held) with
            {
                HoldUntil = until,
            }
        );
    }

    private Decision.Accepted Accept(PendingChange pending, Redemption redemption) =>
        new(pending)
        {
            NewRecords = [redemption],
            UsedSpendCode = SpendCodeDigest is { } digest ? new(digest, redemption.Points, pending.Now) : null,
        };

    private Redemption CreateRedemption(
        string id,
        Reward reward,
        RedemptionPrice.Priced price,
        PendingChange pending,
        Request request,
        RedemptionStatus status,
        ImmutableArray<Lot> lots
    ) =>
        new()
        {
            RedemptionId = id,
            ProgrammeId = Wallet.ProgrammeId,
            RewardId = reward.RewardId,
            HonouredBy = price.HonouredBy,
            Quantity = Quantity,
            Points = price.Points,
            Worth = price.Worth,
            Lots = lots,
            At = request.Now,
            Revision = pending.Terms.Number,
            Status = status,
            History = [new(status, request.Now, request.EntryId)],
            Pay = price.Pay,
            CompensationRate = reward.CompensationRate,
            Reservation = Reservation,
        };
}
