using System.Text.Json;
using System.Text.Json.Nodes;
using Points.Domain.Programmes.Changes;
using Points.Domain.Tests.Programmes;
using static Points.Domain.Tests.Comparing.ComparisonSample;

namespace Points.Domain.Tests.Comparing;

/// <summary>What is written differently and means the same is no change; an order that counts is one.</summary>
public sealed class SameTermsTests
{
    [Theory]
    [InlineData("timeZone", "\"Asia/Shanghai\"")]
    [InlineData("merchants[1].honours", "false")]
    [InlineData("earning.pendingDays", "0")]
    [InlineData("earning.multipliers[0].when.creditGrades", """["B", "A"]""")]
    [InlineData("rewards[3].price.minimumPoints", "1")]
    [InlineData("rewards[1].eligible", "{}")]
    [InlineData("rewards[1].eligible", """{ "groups": [], "tiers": [] }""")]
    [InlineData("rewards[0].onSaleFrom", "\"2027-01-20T14:00:00-12:00\"")]
    public void Writing_the_same_terms_differently_is_not_a_change(string changedPath, string json) =>
        Assert.Empty(FindChanges(CompleteDocument.WithChange(changedPath, json)));

    [Fact]
    public void A_new_order_of_base_rates_is_adverse_and_of_rewards_is_not_a_change()
    {
        var (rates, rewards) = (JsonNode.Parse(CompleteDocument.Document)!, JsonNode.Parse(CompleteDocument.Document)!);
        Reverse(rates["earning"]!["base"]!.AsArray());
        Reverse(rewards["rewards"]!.AsArray());

        Assert.Equal(
            [("earning.base", Effect.Adverse)],
            FindChanges(JsonSerializer.SerializeToElement(rates)).Select(change => (change.Path, change.Effect))
        );
        Assert.Empty(FindChanges(JsonSerializer.SerializeToElement(rewards)));

        static void Reverse(JsonArray list)
        {
            var items = list.ToArray();
            list.Clear();
            foreach (var item in items.Reverse())
                list.Add(item);
        }
    }
}
