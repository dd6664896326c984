using Points.Domain.Deciding;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Redeeming;

/// <summary>What a redemption takes by the programme's terms from this member, before anyone looks at the balance.</summary>
internal abstract record Charge
{
    private Charge() { }

    internal sealed record Due(Points Points, Fen Worth, string HonouredBy, Explanation Explanation) : Charge;

    private sealed record Refused(Refusal Refusal) : Charge;

    public static implicit operator Charge(Refusal refusal) => new Refused(refusal);

    public T Match<T>(Func<Due, T> due, Func<Refusal, T> refused) => this switch
    {
        Due charge => due(charge),
        Refused charge => refused(charge.Refusal),
        _ => throw new InvalidOperationException($"{GetType()} is no charge"),
    };

    public static Charge Of(Reward reward, Redeem command, ProgrammeRevision terms, in Circumstances member)
    {
        var honouredBy = command.HonouredBy ?? reward.MerchantId ?? OnlyHonouring(terms);
        if (honouredBy is null) return new Refusal.Invalid("merchantId", "must name the merchant who honours the reward");
        if (reward.MerchantId is { } fixedMerchant && fixedMerchant != honouredBy)
            return new Refusal.Invalid("merchantId", $"must be {fixedMerchant}, who honours this reward");
        if (terms.Merchant(honouredBy) is not { Honours: true }) return new Refusal.MerchantNotInProgramme(honouredBy);
        if (!reward.Eligible.HoldsFor(member)) return new Refusal.NotEligible("this reward is not for this member, or not now");
        return reward.Price.For(member).Match(
            fixedPrice: price => OfFixed(price, reward, command, honouredBy),
            variable: price => OfVariable(price, reward, command, honouredBy));
    }

    private static Charge OfFixed(Price.Fixed price, Reward reward, Redeem command, string honouredBy)
    {
        if (command.Points is not null) return new Refusal.Invalid("points", "must be left out: this reward has a fixed price");
        return Total(reward, price.Points, price.Worth, command.Quantity, honouredBy);
    }

    private static Charge OfVariable(Price.Variable price, Reward reward, Redeem command, string honouredBy)
    {
        if (command.Points is not { } points) return new Refusal.Invalid("points", "must say how many points to turn into value");
        if (points < price.Minimum) return new Refusal.NotEligible($"this reward takes at least {price.Minimum} points");
        return price.WorthOf(points) > reward.MaximumOffset
            ? new Refusal.LimitReached($"at most {reward.MaximumOffset} off a bill")
            : Total(reward, points, price.WorthOf(points), command.Quantity, honouredBy);
    }

    private static Due Total(Reward reward, Points each, Fen worthEach, int quantity, string honouredBy) => new(
        each * quantity, worthEach * quantity, honouredBy,
        new(reward.RewardId, -(each * quantity), FormattableString.Invariant($"{quantity} × {each} points, worth {worthEach * quantity}")));

    private static string? OnlyHonouring(ProgrammeRevision terms)
    {
        var honouring = terms.Merchants.Where(merchant => merchant.Honours).Take(2).ToArray();
        return honouring.Length == 1 ? honouring[0].MerchantId : null;
    }
}
