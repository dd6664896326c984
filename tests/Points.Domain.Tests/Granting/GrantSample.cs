using Points.Domain.Budgets;
using Points.Domain.Granting;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using Points.Domain.Tests.Programmes.Rules;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Granting;

/// <summary>The sample programme with grants, and members who may qualify for them.</summary>
internal static class GrantSample
{
    /// <summary>
    /// The grant <c>gift</c>: what is given, then a comma and its other fields. The coupon is worth ¥20 at the cinema.
    /// </summary>
    public static ProgrammeTerms TermsWith(string grant) =>
        EarningSample.TermsWith(
            """{ "base": [ { "id": "base", "pointsPerYuan": 1 } ] }""",
            $$"""
            "settlement": { "fenPer100Points": 100, "platformFeeRate": 0.02 },
            "grants": [ { "id": "gift", {{grant}} } ],
            """
        )
            is var terms
            ? terms with
            {
                Rewards =
                [
                    .. terms.Rewards,
                    terms.FindReward("mug")! with
                    {
                        RewardId = "coupon",
                        Kind = RewardKind.Coupon,
                        MerchantId = "cinema",
                        ValidDays = 30,
                        Price = new(new Price.Fixed(Points.Zero, new(2_000)), [], [], null),
                    },
                ],
            }
            : throw new InvalidOperationException();

    /// <summary>The terms whose grant gives the coupon.</summary>
    public static ProgrammeTerms CouponTerms(string whenAndLimit)
    {
        var terms = TermsWith($"\"points\": 1, {whenAndLimit}");
        return terms with { Grants = [terms.Grants[0] with { Points = null, RewardId = "coupon" }] };
    }

    /// <summary>Gives the grant as the job does: as long as it is due.</summary>
    public static void GiveAll(
        this InMemoryWallet wallet,
        ProgrammeTerms terms,
        DateTimeOffset now,
        Allowance? allowance = null
    )
    {
        foreach (var grant in terms.Grants)
            while (GrantSchedule.IsDue(grant, wallet.Wallet, terms, now))
                wallet.Decide(it => Give(it, grant, terms, now, allowance)).ExpectAccepted();
    }

    public static Decision Give(
        Wallet wallet,
        Grant grant,
        ProgrammeTerms terms,
        DateTimeOffset now,
        Allowance? allowance = null
    )
    {
        var today = terms.BusinessDateOf(now);
        var command = new MakeGrant(
            wallet.Id,
            grant.GrantId,
            grant.Limit.Per.PeriodKey(today),
            wallet.CountGranted(grant, today) + 1
        )
        {
            VoucherCode = "c",
        };
        return MakeGrant.Decide(
            wallet,
            command,
            terms,
            Request($"grant {command.GrantId} {command.Period} {command.Number}", now),
            allowance ?? Allowance.Unlimited
        );
    }

    public static DateTimeOffset At(string day) =>
        new(DateOnly.Parse(day, null).ToDateTime(new(12, 0)), TimeSpan.FromHours(8));
}
