using System.Collections.Immutable;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Redeeming;

/// <summary>Books a redemption at its price: takes or holds the points, and creates the redemption's record.</summary>
internal sealed record RedemptionBooking(
    Redeem Command,
    PendingChange Pending,
    Reward Reward,
    RedemptionPrice.Priced Price,
    Request Request
)
{
    private string RedemptionId => Redemption.IdOf(EntryId);

    private string EntryId => Request.EntryIdIn(Pending.Wallet.LedgerKey);

    /// <summary>The grant that the member claims, instead of waiting for it; null for what costs points.</summary>
    private Grant? ClaimedGrant =>
        Price.Points == Points.Zero ? Pending.Wallet.FindClaimedGrant(Reward, Pending.Terms, Pending.Today) : null;

    /// <summary>Refused if the balance is too low, or if the stock is limited and no pieces are reserved.</summary>
    public Decision Book()
    {
        var available = Pending.Wallet.Lots.Total;
        if (available < Price.Points)
            return new Refusal.NotEnoughPoints(available, Price.Points);
        if (Reward.Stock is not null && Command.Reservation is null)
            return new Refusal.OutOfStock();
        var wallet = Pending
            .Wallet.CountReward(Reward, Command.Quantity, Pending.Terms, Request.Now)
            .UseOwnDays(ListOwnDays(), Pending.Today, Pending.Terms, Request.Now);
        var counted = Pending with
        {
            Wallet = ClaimedGrant is { } grant ? wallet.CountGrant(grant, Pending.Terms, Pending.Today) : wallet,
        };
        return Command.HoldEndsAt(Reward, Request.Now) is { } until ? HoldPoints(counted, until) : SpendPoints(counted);
    }

    /// <summary>The kinds of own days without which the reward would cost more, or would not be available.</summary>
    private IEnumerable<OwnDay> ListOwnDays()
    {
        var member = Pending.Wallet.BuildRuleContext(Pending.Terms, Request.Now, Request.Now);
        var early = Request.Now < Reward.OnSaleFrom ? Reward.HeadStart?.When : null;
        OwnDay?[] kinds = [Reward.Eligible.OwnDay, Reward.Price.FindDiscount(member)?.When.OwnDay, early?.OwnDay];
        return kinds.OfType<OwnDay>();
    }

    private Decision.Accepted SpendPoints(PendingChange counted)
    {
        var voucher = Command.GivesVoucher(Reward)
            ? new Voucher(
                Command.VoucherCode,
                Reward.ValidDays is { } days ? counted.Today.PlusDays(days) : null,
                Reward.MinimumBill,
                Use: null
            )
            : null;
        var issued = voucher is null ? null : new VoucherIssued(voucher.Code, voucher.ExpiresOn);
        var change = counted.NextChange.Take(Price.Points);
        var booked = counted.Book(
            Request,
            new EntryKind.Redemption(RedemptionId, Reward.RewardId, Price.HonouredBy, Price.Worth, issued, Price.Pay),
            change,
            [Price.Explanation]
        );
        var taken = WalletChange.Negate(change.LotChanges);
        return Accept(booked, CreateRedemption(booked, RedemptionStatus.Completed, taken) with { Voucher = voucher });
    }

    private Decision HoldPoints(PendingChange counted, DateTimeOffset until)
    {
        var change = counted.NextChange.BeginHold(
            Price.Points,
            lots => new Hold.ForReward(RedemptionId, lots, Reward.RewardId, Command.Quantity, Request.Now, until)
        );
        if (Hold.FindRefusal(change.Wallet.Holds) is { } tooMany)
            return tooMany;
        var booked = counted.Book(
            Request,
            new EntryKind.Hold(
                RedemptionId,
                Reward.RewardId,
                Price.HonouredBy,
                Price.Worth,
                Command.Quantity,
                until,
                Price.Pay
            ),
            change,
            [Price.Explanation, .. ExplainExpiry(change.HoldChanges, counted.Terms.BusinessDateOf(until))]
        );
        return Accept(
            booked,
            CreateRedemption(booked, RedemptionStatus.Held, change.HoldChanges) with
            {
                HoldUntil = until,
            }
        );
    }

    /// <summary>Says for each last day before the hold's end what happens to its points.</summary>
    private static IEnumerable<Explanation> ExplainExpiry(ImmutableArray<Lot> held, DateOnly until) =>
        held.Where(lot => lot.HasExpired(until))
            .GroupBy(lot => lot.ExpiresOn!.Value)
            .Select(day => new Explanation(
                Hold.ExpiryRule,
                Points.Zero,
                $"{Lots.Sum([.. day])} of these points have their last day on {day.Key:yyyy-MM-dd}: if the hold ends"
                    + " after it without the reward, and the merchant is not at fault, they are gone"
            ));

    private Decision.Accepted Accept(PendingChange booked, Redemption redemption) =>
        new(booked)
        {
            NewRecords = [redemption],
            UsedSpendCode = Command.SpendCodeDigest is { } digest ? new(digest, redemption.Points, booked.Now) : null,
        };

    private Redemption CreateRedemption(PendingChange booked, RedemptionStatus status, ImmutableArray<Lot> lots) =>
        new()
        {
            RedemptionId = RedemptionId,
            ProgrammeId = Command.Wallet.ProgrammeId,
            RewardId = Reward.RewardId,
            HonouredBy = Price.HonouredBy,
            Quantity = Command.Quantity,
            Points = Price.Points,
            Worth = Price.Worth,
            Lots = lots,
            At = Request.Now,
            Revision = booked.Terms.Number,
            Status = status,
            History = [new(status, Request.Now, EntryId)],
            Pay = Price.Pay,
            CompensationRate = Reward.CompensationRate,
            Reservation = Command.Reservation,
            Grant = ClaimedGrant is { } grant ? new(grant.GrantId, grant.MerchantId) : null,
        };
}
