using Points.Functions.Spreadsheets;

namespace Points.Functions.Tests.Spreadsheets;

public sealed class SpreadsheetTextTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1+1")]
    [InlineData("+100")]
    [InlineData("-1+1")]
    [InlineData("-")]
    [InlineData("-5元")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1+1")]
    [InlineData("\tx")]
    [InlineData("\rx")]
    [InlineData("\nx")]
    [InlineData(" =1+1")]
    [InlineData("\u00A0=1+1")]
    [InlineData("\u3000＝1+1")]
    [InlineData("\uFEFF=1+1")]
    [InlineData("\u200B=1+1")]
    [InlineData("\0=1+1")]
    [InlineData("＝1+1")]
    [InlineData("＋1")]
    [InlineData("－1+1")]
    [InlineData("＠SUM(A1)")]
    [InlineData("'=1+1")]
    [InlineData("'")]
    public void A_text_that_a_spreadsheet_could_run_is_marked_as_text_and_can_be_read_back(string text)
    {
        Assert.Equal("'" + text, SpreadsheetText.Protect(text));
        Assert.Equal(text, SpreadsheetText.Restore(SpreadsheetText.Protect(text)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("-5.536125")]
    [InlineData("12345678901234567890")]
    [InlineData("店甲1")]
    [InlineData("A-77")]
    [InlineData("1=1")]
    [InlineData("2027-03-01T10:00:00+08:00")]
    public void Numbers_and_other_texts_stay_as_they_are(string text)
    {
        Assert.Equal(text, SpreadsheetText.Protect(text));
        Assert.Equal(text, SpreadsheetText.Restore(text));
    }
}
