using System.Text;
using Points.Domain.Reading;

namespace Points.Domain.Tests.Reading;

public sealed class FieldReaderTests
{
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
    [InlineData("whole", "1e400")]
    [InlineData("whole", "1.00000000000000000000000000000000000001")]
    [InlineData("items", "\"a\"")]
    [InlineData("items", "{}")]
    [InlineData("items", "[\"a\",\"b\",\"c\"]")]
    public void A_wrong_value_is_an_error_at_its_path(string field, string value) =>
        Assert.Equal([field], Read(field, value).ByPath.Keys);

    [Theory]
    [InlineData("text", "\"积分/\\\\?#:%\"")]
    [InlineData("whole", "100")]
    [InlineData("whole", "1e2")]
    [InlineData("whole", "100.0")]
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
        var reader = FieldReader.Open(Encoding.UTF8.GetBytes(json));
        reader.Text("text", 8);
        reader.WholeNumber("whole", 0, 100);
        reader.Flag("flag");
        reader.OptionalDate("date");
        reader.Instant("instant");
        reader.Texts("items", 2, 8);
        return reader.Complete();
    }

    [Fact]
    public void A_byte_order_mark_at_the_beginning_is_ignored() =>
        Assert.Equal(["checked"], ReadAndCheck([.. Encoding.UTF8.GetPreamble(), .. """{"text":"a"}"""u8]).ByPath.Keys);

    [Fact]
    public void A_document_that_is_not_json_has_no_other_error() =>
        Assert.Equal(["$"], ReadAndCheck("""{"text":7,"more":1"""u8.ToArray()).ByPath.Keys);

    [Fact]
    public void A_document_that_is_not_an_object_can_have_other_errors() =>
        Assert.Equal(["$", "checked"], ReadAndCheck("[]"u8.ToArray()).ByPath.Keys);

    [Fact]
    public void A_field_name_that_is_not_utf8_is_refused() =>
        Assert.Equal(["checked", "$"], ReadAndCheck(Encoding.Latin1.GetBytes("{\"\u00ff\":1}")).ByPath.Keys);

    [Fact]
    public void No_error_is_reported_after_a_field_name_that_is_not_utf8() =>
        Assert.Equal(
            ["nested.text", "$"],
            ReadAndCheck(
                Encoding.Latin1.GetBytes("{\"nested\":{\"text\":7,\"\u00ff\":1},\"text\":7,\"more\":1}")
            ).ByPath.Keys
        );

    [Fact]
    public void A_reader_without_a_document_has_one_error()
    {
        var reader = FieldReader.Unreadable("is too large");

        Assert.Equal("", reader.Id("id"));
        reader.RequireId("a b", "path");

        Assert.Equal("$ is too large", reader.Complete().ToString());
    }

    [Fact]
    public void A_completed_document_cannot_be_read()
    {
        var reader = FieldReader.Open("""{"text":"a"}"""u8.ToArray());
        reader.Complete();

        Assert.Throws<ObjectDisposedException>(() => reader.Text("text", 8));
    }

    /// <summary>Reads optional fields only, and adds an error of the caller's own.</summary>
    private static ValidationErrors ReadAndCheck(byte[] json)
    {
        var reader = FieldReader.Open(json);
        reader.Nested("nested", it => it.OptionalText("text", 8) ?? "", required: false);
        reader.OptionalText("text", 8);
        reader.AddError("checked", "is wrong");
        return reader.Complete();
    }
}
