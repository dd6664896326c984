using Points.Domain.Deciding;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Redeeming;

/// <summary>What a redemption takes by the programme's terms from this member, before anyone looks at the balance.</summary>
internal abstract record Charge
{
    private Charge() { }

    /// <param name="Pay">What is left of the bill, where the reward is taken off one at once.</param>
    internal sealed record Due(Points Points, Fen Worth, string HonouredBy, Fen? Pay, Explanation Explanation) : Charge;

    private sealed record Refused(Refusal Refusal) : Charge;

    public static implicit operator Charge(Refusal refusal) => new Refused(refusal);

    public T Match<T>(Func<Due, T> due, Func<Refusal, T> refused) =>
        this switch
        {
            Due charge => due(charge),
            Refused charge => refused(charge.Refusal),
            _ => throw new InvalidOperationException($"{GetType()} is no charge"),
        };

    public static Charge Of(Reward reward, Redeem command, ProgrammeRevision terms, in Circumstances member)
    {
        var honouredBy =
            command.HonouredBy
            ?? reward.MerchantId
            ?? (command.By as Actor.Merchant)?.MerchantId
            ?? OnlyHonouring(terms);
        if (honouredBy is null)
            return new Refusal.Invalid("merchantId", "must name the merchant who honours the reward");
        if (reward.MerchantId is { } fixedMerchant && fixedMerchant != honouredBy)
            return new Refusal.Invalid("merchantId", $"must be {fixedMerchant}, who honours this reward");
        if (terms.Merchant(honouredBy) is not { Honours: true })
            return new Refusal.MerchantNotInProgramme(honouredBy);
        if (command.By is Actor.Merchant && !command.By.SpeaksFor(honouredBy))
            return new Refusal.NotForCaller();
        return command.FaultFor(reward)
            ?? reward
                .Price.For(member)
                .Match(
                    fixedPrice: price => OfFixed(price, reward, command, honouredBy),
                    variable: price => OfVariable(price, reward, command, honouredBy)
                );
    }

    private static Charge OfFixed(Price.Fixed price, Reward reward, Redeem command, string honouredBy)
    {
        if (command.Points is not null)
            return new Refusal.Invalid("points", "must be left out: this reward has a fixed price");
        return Total(reward, price.Points, price.Worth, command, honouredBy);
    }

    private static Charge OfVariable(Price.Variable price, Reward reward, Redeem command, string honouredBy)
    {
        if (command.Points is not { } points)
            return new Refusal.Invalid("points", "must say how many points to turn into value");
        if (points < price.Minimum)
            return new Refusal.NotEligible($"this reward takes at least {price.Minimum} points");
        var worth = price.WorthOf(points);
        if (worth > reward.MaximumOffset)
            return new Refusal.LimitReached($"at most {reward.MaximumOffset} off a bill");
        // Who chooses how many points to turn in must not turn in more than the bill can take.
        return worth > command.Bill
            ? MoreThanBill(command.Bill.Value, price)
            : Total(reward, points, worth, command, honouredBy);
    }

    public static Refusal MoreThanBill(Fen bill, Price.Variable price) =>
        new Refusal.LimitReached($"the bill comes to {bill}, which {price.PointsFor(bill)} points pay");

    private static Charge Total(Reward reward, Points each, Fen worthEach, Redeem command, string honouredBy)
    {
        if (command.Bill < reward.MinimumBill)
            return new Refusal.NotEligible($"the bill must come to at least {reward.MinimumBill}");
        var (points, worth) = (each * command.Quantity, worthEach * command.Quantity);
        var pay = command.Bill is { } bill ? bill - Fen.Min(bill, worth) : (Fen?)null;
        var off = pay is null ? "" : FormattableString.Invariant($", off a bill of {command.Bill}");
        return new Due(
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

    private static string? OnlyHonouring(ProgrammeRevision terms)
    {
        var honouring = terms.Merchants.Where(merchant => merchant.Honours).Take(2).ToArray();
        return honouring.Length == 1 ? honouring[0].MerchantId : null;
    }
}
