using System.Collections.Immutable;
using Points.Domain.Deciding;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Stocking;
using Points.Domain.Wallets;

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
    public static readonly TimeSpan HoldMax = TimeSpan.FromDays(400);

    public static readonly TimeSpan HoldDefault = TimeSpan.FromDays(1);

    public required Actor By { get; init; }

    /// <summary>What the reward is taken off at once; null where it is not, or gives a voucher for later.</summary>
    public Fen? Bill { get; init; }

    /// <summary>Whether to set the points aside rather than to spend them.</summary>
    public bool Holds { get; init; }

    /// <summary>Until when to hold; null for <see cref="HoldDefault"/>.</summary>
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
            .Add(Holds ? 1 : 0)
            .Add(HoldUntil is { } until ? until.UtcTicks : -1)
            .ToString();

    /// <summary>
    /// What stands against a redemption tells something of the member. A merchant is told it with the member's consent
    /// only: without a code that is good, there is nothing more to say.
    /// </summary>
    public static Decision Decide(
        Wallet wallet,
        Records records,
        Redeem command,
        ProgrammeRevision terms,
        Request request
    )
    {
        var decision = Decide(wallet, command, terms, request);
        if (command.SpendCodeDigest is not { } digest || decision is not Decision.Refused)
            return decision;
        var key = new RecordKey.SpendCode();
        if (!records.Has(key))
            return new Decision.Needs([key]);
        return records.Find<SpendCode>(key)?.Allows(digest, request.Now) == true
            ? decision
            : new Refusal.SpendCodeInvalid();
    }

    /// <summary>For who may know.</summary>
    public static Decision Decide(Wallet wallet, Redeem command, ProgrammeRevision terms, Request request)
    {
        if (terms.Reward(command.RewardId) is not { } reward)
            return new Refusal.NotFound("reward");
        if (wallet.Facts.FirstRefusal() is { } refusal)
            return refusal;
        if (command.EndOfHold(request.Now) is { } end && (end <= request.Now || end > request.Now + HoldMax))
            return new Refusal.Invalid("holdUntil", $"must be within {HoldMax.TotalDays:0} days from now");
        var posting = wallet.Post(terms, request.Now);
        var member = posting.Wallet.Circumstances(terms, request.Now, request.Now);
        return Charge
            .Of(reward, command, terms, member)
            .Match(
                due: charge =>
                    Sale.RefusalOf(reward, command.Quantity, posting.Wallet, member, terms, request.Now)
                    ?? command.Take(posting, reward, charge, request),
                refused: why => why
            );
    }

    /// <summary>What in the command does not go with the kind of reward.</summary>
    internal Refusal? FaultFor(Reward reward)
    {
        var lowersBills = reward.Kind is RewardKind.Voucher or RewardKind.Coupon or RewardKind.BillOffset;
        if (lowersBills && Quantity != 1)
            return new Refusal.Invalid("quantity", "must be 1: each voucher has its own code");
        if (!lowersBills && Bill is not null)
            return new Refusal.Invalid("billFen", "goes with a reward that lowers a bill");
        if (reward.Kind == RewardKind.BillOffset && Bill is null)
            return new Refusal.Invalid("billFen", "must say what the bill comes to");
        return Holds && GivesVoucher(reward)
            ? new Refusal.Invalid("mode", "must be immediate: a voucher waits by itself")
            : null;
    }

    /// <summary>Null where it is taken at once. In universal time, as it is kept: a repeat must show the very same.</summary>
    internal DateTimeOffset? EndOfHold(DateTimeOffset now) =>
        Holds ? (HoldUntil ?? now + HoldDefault).ToUniversalTime() : null;

    private bool GivesVoucher(Reward reward) => reward.Kind is RewardKind.Voucher or RewardKind.Coupon && Bill is null;

    private Decision Take(Posting before, Reward reward, Charge.Due charge, Request request)
    {
        var available = before.Wallet.Lots.Total;
        if (available < charge.Points)
            return new Refusal.NotEnoughPoints(available, charge.Points);
        // Pieces that are counted are set aside before: without that, none is given away.
        if (reward.Stock is not null && Reservation is null)
            return new Refusal.OutOfStock();
        var counted = before with { Wallet = before.Wallet.Count(reward, Quantity, before.Terms, request.Now) };
        return EndOfHold(request.Now) is { } until
            ? Hold(counted, reward, charge, request, until)
            : Spend(counted, reward, charge, request);
    }

    private Decision.Accepted Spend(Posting before, Reward reward, Charge.Due charge, Request request)
    {
        var voucher = GivesVoucher(reward)
            ? new Voucher(
                VoucherCode,
                reward.ValidDays is { } days ? before.Today.AddDays(days) : null,
                reward.MinimumBill,
                Use: null
            )
            : null;
        var id = Redemption.IdOf(request.EntryId);
        var issued = voucher is null ? null : new VoucherIssued(voucher.Code, voucher.ExpiresOn);
        var movement = before.Move.Take(charge.Points);
        var posting = before.Book(
            request,
            new Cause.Redemption(id, reward.RewardId, charge.HonouredBy, charge.Worth, issued, charge.Pay),
            movement,
            [charge.Explanation]
        );
        return Accept(
            posting,
            New(id, reward, charge, posting, request, RedemptionStatus.Completed, Movement.Out(movement.Moved)) with
            {
                Voucher = voucher,
            }
        );
    }

    private Decision Hold(Posting before, Reward reward, Charge.Due charge, Request request, DateTimeOffset until)
    {
        var id = Redemption.IdOf(request.EntryId);
        var movement = before.Move.SetAside(
            charge.Points,
            lots => new Hold.ForReward(id, lots, reward.RewardId, Quantity, request.Now, until)
        );
        if (Wallets.Hold.RefusalOf(movement.Wallet.Holds) is { } tooMany)
            return tooMany;
        var posting = before.Book(
            request,
            new Cause.Hold(id, reward.RewardId, charge.HonouredBy, charge.Worth, Quantity, until, charge.Pay),
            movement,
            [charge.Explanation]
        );
        return Accept(
            posting,
            New(id, reward, charge, posting, request, RedemptionStatus.Held, movement.Held) with
            {
                HoldUntil = until,
            }
        );
    }

    private Decision.Accepted Accept(Posting posting, Redemption redemption) =>
        new(posting)
        {
            Creates = [redemption],
            SpendCode = SpendCodeDigest is { } digest ? new(digest, redemption.Points, posting.Now) : null,
        };

    private Redemption New(
        string id,
        Reward reward,
        Charge.Due charge,
        Posting posting,
        Request request,
        RedemptionStatus status,
        ImmutableArray<Lot> lots
    ) =>
        new()
        {
            RedemptionId = id,
            ProgrammeId = Wallet.ProgrammeId,
            RewardId = reward.RewardId,
            HonouredBy = charge.HonouredBy,
            Quantity = Quantity,
            Points = charge.Points,
            Worth = charge.Worth,
            Lots = lots,
            At = request.Now,
            Revision = posting.Terms.Number,
            Status = status,
            History = [new(status, request.Now, request.EntryId)],
            Pay = charge.Pay,
            CompensationRate = reward.CompensationRate,
            Reservation = Reservation,
        };
}
