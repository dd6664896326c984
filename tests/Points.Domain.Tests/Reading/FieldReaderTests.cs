using System.Collections.Immutable;
using System.Text;
using Points.Domain.Reading;

namespace Points.Domain.Tests.Reading;

public sealed class FieldReaderTests
{
    private sealed record Everything(
        string Text,
        long Whole,
        bool Flag,
        DateOnly? Date,
        DateTimeOffset Instant,
        ImmutableArray<string> Items
    );

    [Theory]
    [InlineData("text", "7")]
    [InlineData("text", "\"\"")]
    [InlineData("text", "null")]
    [InlineData("text", "\"123456789\"")]
    [InlineData("text", "\"\\ud800\"")]
    [InlineData("whole", "\"7\"")]
    [InlineData("whole", "7.5")]
    [InlineData("whole", "-1")]
    [InlineData("whole", "101")]
    [InlineData("whole", "1e999")]
    [InlineData("whole", "99999999999999999999999")]
    [InlineData("whole", "true")]
    [InlineData("flag", "\"true\"")]
    [InlineData("flag", "1")]
    [InlineData("date", "\"2027-02-29\"")]
    [InlineData("date", "\"29/02/2028\"")]
    [InlineData("date", "20270228")]
    [InlineData("instant", "\"2027-01-30T18:05:00\"")]
    [InlineData("instant", "\"2027-01-30\"")]
    [InlineData("instant", "\"2027-01-30T25:05:00Z\"")]
    [InlineData("instant", "0")]
    [InlineData("items", "\"a\"")]
    [InlineData("items", "{}")]
    [InlineData("items", "[\"a\",\"b\",\"c\"]")]
    public void A_wrong_value_is_an_error_at_its_path(string field, string value) =>
        Assert.Equal([field], Read(field, value).ByPath.Keys);

    [Theory]
    [InlineData("text", "\"积分/\\\\?#:%\"")]
    [InlineData("whole", "100")]
    [InlineData("flag", "true")]
    [InlineData("date", "\"2028-02-29\"")]
    [InlineData("instant", "\"2027-01-30T18:05:00.1234567+08:00\"")]
    [InlineData("instant", "\"2027-01-30T10:05Z\"")]
    [InlineData("instant", "\"2027-01-30T10:05:00-05:30\"")]
    [InlineData("items", "[]")]
    [InlineData("items", "[\"a\",\"b\"]")]
    public void A_right_value_is_accepted(string field, string value) => Assert.Empty(Read(field, value).ByPath);

    [Fact]
    public void An_error_in_a_list_names_the_item() =>
        Assert.Equal(["items[1]"], Read("items", "[\"a\",7]").ByPath.Keys);

    [Fact]
    public void An_unknown_field_is_an_error() => Assert.Equal(["texd"], Read("texd", "1").ByPath.Keys);

    [Fact]
    public void A_duplicate_field_is_an_error() =>
        Assert.Equal(["$"], Read("text", "\"a\",\"text\":\"b\"").ByPath.Keys);

    [Fact]
    public void Deep_nesting_is_refused() =>
        Assert.Equal(["$"], Read("text", new string('[', 10_000) + new string(']', 10_000)).ByPath.Keys);

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused() =>
        Assert.True(
            FieldReader
                .Read(new byte[] { 0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d }, reader => reader.Text("text", 8))
                .Errors.HasErrors
        );

    [Fact]
    public void A_field_name_with_half_a_surrogate_pair_is_refused() => Assert.True(Read("\\ud800", "1").HasErrors);

    private static ValidationErrors Read(string field, string value)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["text"] = "\"a\"",
            ["whole"] = "7",
            ["flag"] = "false",
            ["instant"] = "\"2027-01-30T18:05:00+08:00\"",
            [field] = value,
        };
        var json = "{" + string.Join(",", fields.Select(it => $"\"{it.Key}\":{it.Value}")) + "}";
        return FieldReader
            .Read(
                Encoding.UTF8.GetBytes(json),
                it => new Everything(
                    it.Text("text", 8),
                    it.WholeNumber("whole", 0, 100),
                    it.Flag("flag"),
                    it.OptionalDate("date"),
                    it.Instant("instant"),
                    it.Texts("items", 2, 8)
                )
            )
            .Errors;
    }

    [Fact]
    public void A_byte_order_mark_at_the_beginning_is_ignored() =>
        Assert.False(
            FieldReader
                .Read(
                    Encoding.UTF8.GetPreamble().Concat("""{"text":"a"}"""u8.ToArray()).ToArray(),
                    reader => reader.Text("text", 8)
                )
                .Errors.HasErrors
        );
}
