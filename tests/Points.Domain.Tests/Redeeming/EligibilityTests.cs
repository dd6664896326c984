using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Redeeming;

/// <summary>A refusal says for whom a reward is, as far as the caller may know.</summary>
public sealed class EligibilityTests
{
    private static readonly Condition GradeA = Condition.Always with { CreditGrades = [CreditGrade.A] };

    [Fact]
    public void A_member_is_told_for_whom_the_reward_is() =>
        Assert.Equal(
            new Refusal.NotEligible("this reward is only for members with credit grade A"),
            Decide(GradeA, new Actor.Member())
        );

    [Fact]
    public void An_operator_is_told_which_days_are_meant() =>
        Assert.Equal(
            new Refusal.NotEligible("this reward is only on 6 June 2030"),
            Decide(
                Condition.Always with
                {
                    Window = DateWindow.Always with { From = new(2030, 6, 6), To = new(2030, 6, 6) },
                },
                new Actor.Operator()
            )
        );

    [Fact]
    public void A_merchant_does_not_learn_what_the_member_is_not() =>
        Assert.Equal(
            new Refusal.NotEligible("this reward is not available to this member now"),
            Decide(GradeA, new Actor.Merchant("shop"))
        );

    private static Refusal Decide(Condition eligible, Actor by)
    {
        var mug = Terms.FindReward("mug")! with { Eligible = eligible };
        return Domain
            .Redeeming.Redeem.Decide(
                WalletWithPoints(250),
                Redeem("mug", honouredBy: "shop") with
                {
                    By = by,
                },
                Terms with
                {
                    Rewards = [mug],
                },
                Request("k")
            )
            .ExpectRefused();
    }
}
