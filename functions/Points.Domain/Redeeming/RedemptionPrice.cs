using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Redeeming;

/// <summary>
/// The price of a redemption for this member under the programme's terms, or why it is refused. The balance is not
/// checked.
/// </summary>
internal abstract record RedemptionPrice
{
    private RedemptionPrice() { }

    /// <param name="Points">For all pieces together, as is <paramref name="Worth"/>.</param>
    /// <param name="Pay">What the member still pays of the bill; null if the reward lowers no bill now.</param>
    internal sealed record Priced(Points Points, Fen Worth, string HonouredBy, Fen? Pay, Explanation Explanation)
        : RedemptionPrice;

    private sealed record Refused(Refusal Refusal) : RedemptionPrice;

    public static implicit operator RedemptionPrice(Refusal refusal) => new Refused(refusal);

    public T Match<T>(Func<Priced, T> priced, Func<Refusal, T> refused) =>
        this switch
        {
            Priced price => priced(price),
            Refused price => refused(price.Refusal),
            _ => throw new InvalidOperationException($"{GetType()} is not a known redemption price"),
        };

    public static RedemptionPrice Calculate(Reward reward, Redeem command, ProgrammeTerms terms, in RuleContext member)
    {
        var honouredBy =
            command.HonouredBy
            ?? reward.MerchantId
            ?? (command.By as Actor.Merchant)?.MerchantId
            ?? terms.FindOnlyHonouringMerchant()?.MerchantId;
        if (honouredBy is null)
            return new Refusal.Invalid("merchantId", "must name the merchant who honours the reward");
        if (reward.MerchantId is { } fixedMerchant && fixedMerchant != honouredBy)
            return new Refusal.Invalid("merchantId", $"must be {fixedMerchant}, who honours this reward");
        if (terms.FindMerchant(honouredBy) is not { Honours: true })
            return new Refusal.MerchantNotInProgramme(honouredBy);
        if (command.By is Actor.Merchant && !command.By.CanActFor(honouredBy))
            return new Refusal.NotForCaller();
        return command.FindKindMismatch(reward)
            ?? reward
                .Price.PriceFor(member)
                .Match(
                    fixedPrice: price => ForFixedPrice(price, reward, command, honouredBy),
                    variable: price => ForVariablePrice(price, reward, command, honouredBy)
                );
    }

    private static RedemptionPrice ForFixedPrice(Price.Fixed price, Reward reward, Redeem command, string honouredBy)
    {
        if (command.Points is not null)
            return new Refusal.Invalid("points", "must be left out: this reward has a fixed price");
        return ForAllPieces(reward, price.Points, price.Worth, command, honouredBy);
    }

    private static RedemptionPrice ForVariablePrice(
        Price.Variable price,
        Reward reward,
        Redeem command,
        string honouredBy
    )
    {
        if (command.Points is not { } points)
            return new Refusal.Invalid("points", "is required: how many points to turn into value");
        if (points < price.Minimum)
            return new Refusal.NotEligible($"this reward takes at least {price.Minimum} points");
        var worth = price.WorthOf(points);
        if (worth + (command.TakenOff ?? Fen.Zero) > reward.MaximumOffset)
            return new Refusal.LimitReached($"at most {reward.MaximumOffset} off a bill");
        // A member who chooses the points must not spend more of them than the bill can use.
        return worth > command.Bill
            ? ExceedsBill(command.Bill.Value, price)
            : ForAllPieces(reward, points, worth, command, honouredBy);
    }

    /// <summary>The refusal of points worth more than the bill.</summary>
    private static Refusal ExceedsBill(Fen bill, Price.Variable price)
    {
        if (price.WorthOf(price.Minimum) is var least && least > bill)
            return new Refusal.NotEligible(
                $"the bill comes to {bill}, and this reward takes at least {price.Minimum} points, worth {least}"
            );
        var points = price.PointsFor(bill);
        var most = price.WorthOf(points) > bill ? points - new Points(1) : points;
        return new Refusal.LimitReached($"the bill comes to {bill}, of which {most} points pay {price.WorthOf(most)}");
    }

    private static RedemptionPrice ForAllPieces(
        Reward reward,
        Points each,
        Fen worthEach,
        Redeem command,
        string honouredBy
    )
    {
        if (command.Bill < reward.MinimumBill)
            return new Refusal.NotEligible($"the bill must come to at least {reward.MinimumBill}");
        var (points, worth) = (each * command.Quantity, worthEach * command.Quantity);
        var pay = command.Bill is { } bill ? bill - Fen.Min(bill, worth) : (Fen?)null;
        var off = pay is null ? "" : FormattableString.Invariant($", off a bill of {command.Bill}");
        return new Priced(
            points,
            worth,
            honouredBy,
            pay,
            new(
                reward.RewardId,
                -points,
                FormattableString.Invariant($"{command.Quantity} × {each} points, worth {worth}{off}")
            )
        );
    }
}
