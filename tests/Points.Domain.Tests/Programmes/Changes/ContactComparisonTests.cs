using System.Text.Json;
using Points.Domain.Programmes.Changes;

namespace Points.Domain.Tests.Programmes.Changes;

/// <summary>Terms without a contact answer complaints within fifteen days.</summary>
public sealed class ContactComparisonTests
{
    [Theory]
    [InlineData(null, 15, Effect.Favourable)]
    [InlineData(null, 7, Effect.Favourable)]
    [InlineData(null, 16, Effect.Adverse)]
    [InlineData(15, null, Effect.Adverse)]
    public void A_contact_is_worse_only_if_answers_come_later(int? from, int? to, Effect effect) =>
        Assert.Equal(effect, EffectTable.FindEffect("contact", Contact(from), Contact(to)));

    [Theory]
    [InlineData("15", "7", Effect.Favourable)]
    [InlineData("7", "15", Effect.Adverse)]
    public void Sooner_answers_are_better(string from, string to, Effect effect) =>
        Assert.Equal(
            effect,
            EffectTable.FindEffect("contact.answerDays", JsonElement.Parse(from), JsonElement.Parse(to))
        );

    private static JsonElement? Contact(int? answerDays) =>
        answerDays is { } days ? JsonElement.Parse($$"""{ "phone": "1", "answerDays": {{days}} }""") : null;
}
