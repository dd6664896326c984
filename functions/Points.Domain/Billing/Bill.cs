using System.Collections.Immutable;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Billing;

/// <summary>
/// A bill with its discounts. Perks reduce each line first; then rewards reduce the rest. The terms promise this
/// order, so that a perk never discounts the part that points pay.
/// </summary>
/// <param name="Gross">The total before all discounts, in fen.</param>
/// <param name="Lines">The lines after the perks.</param>
/// <param name="PaidByRewards">What the rewards pay, in fen: at most the total after the perks.</param>
public sealed record Bill(
    Fen Gross,
    ImmutableArray<OrderLine> Lines,
    Fen PaidByRewards,
    ImmutableArray<BillDiscount> Discounts
)
{
    public Fen AfterPerks => Lines.Aggregate(Fen.Zero, (sum, line) => sum + line.Amount);

    public Fen Pay => AfterPerks - PaidByRewards;

    /// <summary>Applies the best perk to each line. The price after the perk is rounded up to whole fen.</summary>
    public static Bill ApplyPerks(ImmutableArray<OrderLine> lines, ProgrammeTerms terms, RuleContext member)
    {
        var perks = terms.Perks.Where(perk => perk.When.HoldsForOrder(member)).ToArray();
        var (discounted, saved) = (ImmutableArray.CreateBuilder<OrderLine>(lines.Length), new Dictionary<Perk, Fen>());
        foreach (var line in lines)
        {
            var best = perks.Where(perk => perk.When.HoldsForLine(line, member)).MinBy(perk => perk.Discount);
            var price = best is null ? line.Amount : new Fen((long)decimal.Ceiling(line.Amount.Value * best.Discount));
            if (best is not null)
                saved[best] = saved.GetValueOrDefault(best) + line.Amount - price;
            discounted.Add(line with { Amount = price });
        }
        var gross = lines.Aggregate(Fen.Zero, (sum, line) => sum + line.Amount);
        var discounts = saved.Select(it => CreateDiscount(it.Key, it.Value));
        return new(gross, discounted.MoveToImmutable(), Fen.Zero, [.. discounts]);
    }

    /// <summary>Reduces the bill by a reward's worth, in fen, but never below zero.</summary>
    public Bill ApplyReward(Reward reward, Fen worth)
    {
        var off = worth < Pay ? worth : Pay;
        return this with
        {
            PaidByRewards = PaidByRewards + off,
            Discounts = Discounts.Add(new(reward.RewardId, off, $"worth {worth}", IsAboutMember: false)),
        };
    }

    /// <summary>Adds up what one reward takes off this bill, in fen.</summary>
    public Fen OffsetBy(Reward reward) =>
        Discounts
            .Where(discount => discount.Rule == reward.RewardId)
            .Aggregate(Fen.Zero, (sum, discount) => sum + discount.Amount);

    private static BillDiscount CreateDiscount(Perk perk, Fen amount) =>
        new(
            perk.Id,
            amount,
            FormattableString.Invariant($"{perk.Discount * 100:0} % of the price"),
            perk.When.IsAboutMember
        );
}
