using System.Text;
using Points.Domain.Reading;

namespace Points.Domain.Tests.Reading;

/// <summary>A text that is not JSON gets an error with line and column, in words of this API.</summary>
public sealed class JsonFaultTests
{
    [Theory]
    [InlineData("", "is not valid JSON: it is empty")]
    [InlineData(" \n ", "is not valid JSON: it is empty")]
    [InlineData("not json", "is not valid JSON at line 1, column 2")]
    [InlineData("a=b", "is not valid JSON at line 1, column 1")]
    [InlineData("{\"a\":1,}", "is not valid JSON at line 1, column 8")]
    [InlineData("{\"a\":1\n \"b\":2}", "is not valid JSON at line 2, column 2")]
    [InlineData("{\r\n\"积分会员\":1 1}", "is not valid JSON at line 2, column 10")]
    [InlineData("{\"😀\":x}", "is not valid JSON at line 1, column 6")]
    [InlineData("{'a':1}", "is not valid JSON at line 1, column 2")]
    [InlineData("{} x", "is not valid JSON at line 1, column 4")]
    [InlineData("{}/* x */", "is not valid JSON at line 1, column 3")]
    [InlineData("{\"a\":01}", "is not valid JSON at line 1, column 7")]
    [InlineData("{\"a\":NaN}", "is not valid JSON at line 1, column 6")]
    [InlineData("\uFEFF\uFEFF{}", "is not valid JSON at line 1, column 1")]
    [InlineData("{", "is not valid JSON at line 1, column 2: it ends too early")]
    [InlineData("{\"a\":\"b", "is not valid JSON at line 1, column 8: it ends too early")]
    [InlineData("{\"a\":tru", "is not valid JSON at line 1, column 9: it ends too early")]
    [InlineData("{\"a\":1,\n \"b\":{\"a\":1,\"a\":2}}", "is not valid JSON at line 2, column 13: a is there twice")]
    [InlineData("{\"a\":1,\"\\u0061\":2}", "is not valid JSON at line 1, column 8: a is there twice")]
    [InlineData("{\"\\ud800\":1}", "is not valid JSON at line 1, column 2: this text has half a surrogate pair")]
    public void The_error_names_line_and_column(string json, string error) =>
        Assert.Equal($"$ {error}", ErrorsOf(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Text_that_is_not_UTF8_is_named() =>
        Assert.Equal(
            "$ is not valid JSON at line 1, column 7: this is not UTF-8",
            ErrorsOf([.. "{\"a\":\""u8, 0xB5, 0xEA, .. "\" 1}"u8])
        );

    [Fact]
    public void Nesting_that_is_too_deep_is_named() =>
        Assert.Equal(
            "$ is not valid JSON at line 1, column 17: more than 16 levels are nested",
            ErrorsOf(Encoding.UTF8.GetBytes(new string('[', 17) + new string(']', 17)))
        );

    private static string ErrorsOf(byte[] json)
    {
        var reader = FieldReader.Open(json);
        reader.OptionalWholeNumber("a", 0, 9);
        return reader.Complete().ToString();
    }
}
