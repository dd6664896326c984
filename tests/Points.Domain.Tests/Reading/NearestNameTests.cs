using System.Text;
using Points.Domain.Reading;

namespace Points.Domain.Tests.Reading;

/// <summary>The error of an unknown field names the known field that it was probably meant to be.</summary>
public sealed class NearestNameTests
{
    [Theory]
    [InlineData("amountfen", "amountFen")]
    [InlineData("AMOUNT_FEN", "amountFen")]
    [InlineData("amuontFen", "amountFen")]
    [InlineData("amountFens", "amountFen")]
    [InlineData("order_id", "orderId")]
    [InlineData("orderNo", "orderId")]
    [InlineData("member", "memberId")]
    public void The_nearest_field_is_named(string name, string nearest) =>
        Assert.Equal($"{name} is not a known field; the nearest is {nearest}", ErrorsOf($$"""{"{{name}}":1}"""));

    [Theory]
    [InlineData("colour")]
    [InlineData("a")]
    [InlineData("__")]
    [InlineData("积分")]
    [InlineData("amountFen_amountFen_amountFen_amountFen_amountFen_amountFen_amount")]
    public void Without_a_near_field_none_is_named(string name) =>
        Assert.Equal($"{name} is not a known field", ErrorsOf($$"""{"{{name}}":1}"""));

    [Fact]
    public void Many_unknown_fields_are_refused_quickly()
    {
        var body = string.Join(',', Enumerable.Range(0, 40_000).Select(i => $"\"amountFe{i}\":1"));

        var errors = Read($"{{{body}}}");

        Assert.Equal(ValidationErrors.CountMax, errors.ByPath.Count);
    }

    private static string ErrorsOf(string json) => Read(json).ToString();

    private static ValidationErrors Read(string json)
    {
        var reader = FieldReader.Open(Encoding.UTF8.GetBytes(json));
        reader.OptionalId("memberId");
        reader.OptionalText("orderId", 128);
        reader.OptionalWholeNumber("amountFen", 0, 9);
        return reader.Complete();
    }
}
