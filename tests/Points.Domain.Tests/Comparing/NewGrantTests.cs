using System.Text.Json.Nodes;
using static Points.Domain.Tests.Comparing.RevisedSupermarket;

namespace Points.Domain.Tests.Comparing;

/// <summary>A gift of what members can redeem already may leave less of it to them.</summary>
public sealed class NewGrantTests
{
    [Fact]
    public void A_gift_of_something_of_which_there_are_few_is_worse_for_those_who_redeem_it() =>
        Assert.Equal(
            "100 pieces of Coupon are left to those who redeem it today, and gifts would take some of them",
            AssertAdverse(
                WithCoupon("\"stock\": 100", isGiven: false),
                WithCoupon("\"stock\": 100", isGiven: true)
            ).Example
        );

    [Fact]
    public void A_gift_that_counts_towards_what_a_member_may_have_is_not()
    {
        const string Once = "\"limits\": { \"perMember\": 1, \"per\": \"year\" }";
        AssertNotAdverse(WithCoupon(Once, isGiven: false), WithCoupon(Once, isGiven: true));
    }

    [Fact]
    public void A_gift_of_something_unlimited_is_not() =>
        AssertNotAdverse(WithCoupon("", isGiven: false), WithCoupon("", isGiven: true));

    [Fact]
    public void A_gift_of_something_new_is_not() =>
        AssertNotAdverse(Document(), WithCoupon("\"stock\": 100", isGiven: true));

    private static JsonObject WithCoupon(string limit, bool isGiven)
    {
        var document = Document(
            (
                "grants",
                isGiven
                    ? """
                    [ {
                      "id": "gift", "rewardId": "coupon", "limit": { "times": 1, "per": "year" },
                      "when": { "creditGrades": ["A"] }
                    } ]
                    """
                    : "[]"
            )
        );
        AddCoupon(document, worthFen: 1_000, minimumFen: 5_000, points: 500, limit);
        return document;
    }
}
