using System.Collections.Immutable;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Billing;

/// <summary>
/// A bill as the member's standing perks and rewards leave it: perks first, line by line, then rewards off what is left.
/// The terms promise this order, so that a discount is never taken off the part that points pay.
/// </summary>
/// <param name="Lines">After the perks.</param>
/// <param name="PaidByRewards">What the rewards pay, at most all that the perks leave.</param>
public sealed record Bill(
    Fen Gross,
    ImmutableArray<OrderLine> Lines,
    Fen PaidByRewards,
    ImmutableArray<BillDiscount> Discounts
)
{
    public Fen AfterPerks => Lines.Aggregate(Fen.Zero, (sum, line) => sum + line.Amount);

    public Fen Pay => AfterPerks - PaidByRewards;

    /// <summary>Takes the best perk off each line; what is paid rounds up to the fen.</summary>
    public static Bill ApplyPerks(ImmutableArray<OrderLine> lines, ProgrammeTerms terms, RuleContext member)
    {
        var standing = terms.Perks.Where(perk => perk.When.HoldsForOrder(member)).ToArray();
        var (left, saved) = (ImmutableArray.CreateBuilder<OrderLine>(lines.Length), new Dictionary<Perk, Fen>());
        foreach (var line in lines)
        {
            var best = standing.Where(perk => perk.When.HoldsForLine(line, member)).MinBy(perk => perk.Discount);
            var pays = best is null ? line.Amount : new Fen((long)decimal.Ceiling(line.Amount.Value * best.Discount));
            if (best is not null)
                saved[best] = saved.GetValueOrDefault(best) + line.Amount - pays;
            left.Add(line with { Amount = pays });
        }
        var gross = lines.Aggregate(Fen.Zero, (sum, line) => sum + line.Amount);
        return new(gross, left.MoveToImmutable(), Fen.Zero, [.. saved.Select(it => CreateDiscount(it.Key, it.Value))]);
    }

    /// <summary>Takes a reward's worth off what is still to pay, never more than that.</summary>
    public Bill ApplyReward(Reward reward, Fen worth)
    {
        var off = worth < Pay ? worth : Pay;
        return this with
        {
            PaidByRewards = PaidByRewards + off,
            Discounts = Discounts.Add(new(reward.RewardId, off, $"worth {worth}", IsAboutMember: false)),
        };
    }

    /// <summary>What a reward has taken off so far.</summary>
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

/// <param name="Rule">The perk's or the reward's id.</param>
/// <param name="IsAboutMember">Whether it lets slip something of the member: merchants are not told by which rule.</param>
public sealed record BillDiscount(string Rule, Fen Amount, string Because, bool IsAboutMember);
