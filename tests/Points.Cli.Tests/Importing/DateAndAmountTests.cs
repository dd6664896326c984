using System.Globalization;

namespace Points.Cli.Tests.Importing;

/// <summary>How the dates and amounts of a file are read: by all of a column, or by an option.</summary>
public sealed class DateAndAmountTests : IDisposable
{
    private readonly FilePreview _preview = new();

    public void Dispose() => _preview.Dispose();

    [Fact]
    public void One_date_decides_the_order_of_day_and_month_for_all() =>
        Assert.Equal(["2027-03-02 10:00:00", "2027-02-13 10:00:00"], Dates(["02/03/2027 10:00", "13/02/2027 10:00"]));

    [Theory]
    [InlineData("2027/3/1 10:00", "2027-03-01 10:00:00")]
    [InlineData("2027-3-1", "2027-03-01 00:00:00")]
    [InlineData("2027.3.1 1:02:03", "2027-03-01 01:02:03")]
    [InlineData("2027年3月1日", "2027-03-01 00:00:00")]
    [InlineData("2027年3月1日 10时05分06秒", "2027-03-01 10:05:06")]
    [InlineData("2027年3月1日星期一 10:05", "2027-03-01 10:05:00")]
    [InlineData("27年3月1日", "2027-03-01 00:00:00")]
    [InlineData("2027/3/1 下午 3:05", "2027-03-01 15:05:00")]
    [InlineData("2027/3/1 上午12:30", "2027-03-01 00:30:00")]
    [InlineData("2027/3/1 下午12:30", "2027-03-01 12:30:00")]
    [InlineData("2027/3/1 3:05:07 PM", "2027-03-01 15:05:07")]
    [InlineData("2027/3/1 3:05 a.m.", "2027-03-01 03:05:00")]
    [InlineData("２０２７／３／１　１０：００", "2027-03-01 10:00:00")]
    [InlineData("20270301", "2027-03-01 00:00:00")]
    [InlineData("20270301100506", "2027-03-01 10:05:06")]
    [InlineData("1-Mar-27", "2027-03-01 00:00:00")]
    [InlineData("March 1 2027 10:00", "2027-03-01 10:00:00")]
    [InlineData("46447", "2027-03-01 00:00:00")]
    [InlineData("46447.4166666667", "2027-03-01 10:00:00")]
    [InlineData("3/3/2027", "2027-03-03 00:00:00")]
    [InlineData("'46447", "2027-03-01 00:00:00")]
    public void A_date_that_can_mean_one_day_only_needs_no_option(string text, string local) =>
        Assert.Equal([local], Dates([text]));

    [Theory]
    [InlineData("2027-03-01T10:00:00Z", "2027-03-01 10:00:00 +00:00")]
    [InlineData("2027-03-01 10:00:00 -0500", "2027-03-01 10:00:00 -05:00")]
    [InlineData("2027-03-01T10:00:00.123+08:00", "2027-03-01 10:00:00 +08:00")]
    public void An_offset_in_the_text_rules(string text, string instant) =>
        Assert.Contains(instant, Assert.Single(_preview.Rows($"N1,{text},m,1,\n")), StringComparison.Ordinal);

    [Theory]
    [InlineData("can be read in the orders dmy and mdy, as \"02/03/2027\" in line 2", "02/03/2027", "04/05/2027")]
    [InlineData("can be read in the orders ymd and dmy and mdy, as \"01/02/03\" in line 2", "01/02/03")]
    [InlineData("can be read in the orders ymd and dmy, as \"31/12/26\" in line 2", "31/12/26")]
    [InlineData(
        "has dates of different orders, \"13/02/2027\" in line 2 and \"02/13/2027\" in line 3",
        "13/02/2027",
        "02/13/2027"
    )]
    [InlineData(
        "has the serial number \"46447\" in line 3 and the written date \"2027/3/13\" in line 2",
        "2027/3/13",
        "46447"
    )]
    public void Dates_that_can_mean_several_days_are_refused_once_with_the_option(string reason, params string[] dates)
    {
        var refusal = _preview.RefusalOfRows(RowsOf(dates));
        Assert.StartsWith("The column invoice_date " + reason, refusal, StringComparison.Ordinal);
        Assert.Contains("say with --date-format which is right", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("02/03/2027", "dmy", "2027-03-02 00:00:00")]
    [InlineData("02/03/2027", "mdy", "2027-02-03 00:00:00")]
    [InlineData("01/02/03", "ymd", "2001-02-03 00:00:00")]
    [InlineData("01/02/03", "dmy", "2003-02-01 00:00:00")]
    [InlineData("46447", "serial", "2027-03-01 00:00:00")]
    [InlineData("44985", "serial-1904", "2027-03-01 00:00:00")]
    [InlineData("02.03.2027 10.05", "dd.MM.yyyy HH.mm", "2027-03-02 10:05:00")]
    [InlineData("02.03.2027 下午 3:05", "dd.MM.yyyy tt h:mm", "2027-03-02 15:05:00")]
    public void The_option_decides(string text, string format, string local) =>
        Assert.Equal([local], Dates([text], "--date-format", format));

    [Theory]
    [InlineData("13/02/2027", "mdy")]
    [InlineData("2027-02-30", "ymd")]
    [InlineData("2027/3/1 上午 15:00", "ymd")]
    [InlineData("2027/3/1 25:00", "ymd")]
    [InlineData("2027/3/110:00", "ymd")]
    [InlineData("2027", "ymd")]
    [InlineData("never", "ymd")]
    [InlineData("2027-03-01", "serial")]
    public void A_date_of_another_format_is_refused_by_its_line(string text, string format) =>
        Assert.Equal(
            $"line 2: refused, invalid-row: invoice_date \"{text}\" is not a date of the format {format}",
            Assert.Single(_preview.Rows(RowsOf([text]), "--date-format", format))
        );

    [Theory]
    [InlineData("\"1,234.50\"", "¥1234.50")]
    [InlineData("\"1.234,50\"", "¥1234.50")]
    [InlineData("\"120,50\"", "¥120.50")]
    [InlineData("¥120.50", "¥120.50")]
    [InlineData("￥１２０．５０", "¥120.50")]
    [InlineData("CNY 120.50", "¥120.50")]
    [InlineData("120.50元", "¥120.50")]
    [InlineData("+100", "¥100.00")]
    [InlineData("1 234.50", "¥1234.50")]
    [InlineData("\"1,234,567\"", "¥1234567.00")]
    [InlineData("'120.50", "¥120.50")]
    [InlineData("0", "¥0.00")]
    public void An_amount_that_can_mean_one_number_only_needs_no_option(string text, string amount) =>
        Assert.EndsWith(amount, Assert.Single(_preview.Rows($"N1,2027-03-01,m,{text},\n")), StringComparison.Ordinal);

    [Theory]
    [InlineData("(120.50)")]
    [InlineData("-120.50")]
    [InlineData("120.50-")]
    [InlineData("（120.50）")]
    [InlineData("-¥120.50")]
    [InlineData("¥-120.50")]
    [InlineData("(¥120.50)")]
    [InlineData("−120.50")]
    public void Negative_amounts_are_refunds(string text) =>
        Assert.Equal(
            "line 3: refund of N1 of m, 2027-03-02 00:00:00 +08:00, ¥120.50",
            _preview.Rows($"N1,2027-03-01,m,300,\nN1,2027-03-02,m,{text},\n")[1]
        );

    [Theory]
    [InlineData("can be read in two ways, as \"1,234\" in line 2", "\"1,234\"")]
    [InlineData("can be read in two ways, as \"120.500\" in line 2", "120.500")]
    [InlineData("has amounts of both formats, \"120.50\" in line 2 and \"120,50\" in line 3", "120.50", "\"120,50\"")]
    public void Amounts_that_can_mean_several_numbers_are_refused_once_with_the_option(
        string reason,
        params string[] amounts
    )
    {
        var rows = string.Concat(amounts.Select((amount, index) => $"N{index},2027-03-01,m,{amount},\n"));
        var refusal = _preview.RefusalOfRows(rows);
        Assert.StartsWith("The column total_price " + reason, refusal, StringComparison.Ordinal);
        Assert.Contains("say with --number-format which is right", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void One_amount_decides_the_format_for_all() =>
        Assert.Contains(
            "¥1234.00",
            _preview.Rows("N1,2027-03-01,m,\"1,234\",\nN2,2027-03-01,m,0.50,\n")[0],
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("\"1,234\"", "point", "¥1234.00")]
    [InlineData("1.234", "comma", "¥1234.00")]
    [InlineData("\"1.234,50\"", "1.234,50", "¥1234.50")]
    public void The_option_decides_the_format_of_amounts(string text, string format, string amount) =>
        Assert.EndsWith(
            amount,
            Assert.Single(_preview.Rows($"N1,2027-03-01,m,{text},\n", "--number-format", format)),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("1.234", "has more than two decimals")]
    [InlineData("120.500", "has more than two decimals")]
    [InlineData("145.79999999999998", "has more than two decimals")]
    [InlineData("1e3", "is not an amount of yuan")]
    [InlineData("$5", "is not an amount of yuan")]
    [InlineData("12 34", "is not an amount of yuan")]
    [InlineData("--5", "is not an amount of yuan")]
    [InlineData("(-5)", "is not an amount of yuan")]
    [InlineData("five", "is not an amount of yuan")]
    [InlineData("100000000.01", "is more than 100,000,000 yuan")]
    public void An_amount_that_is_no_yuan_and_fen_is_refused_by_its_line(string text, string reason) =>
        Assert.Equal(
            $"line 2: refused, invalid-row: total_price \"{text}\" {reason}",
            Assert.Single(_preview.Rows($"N1,2027-03-01,m,{text},\n", "--number-format", "point"))
        );

    private string[] Dates(string[] dates, params string[] options) =>
        [
            .. _preview
                .Rows(RowsOf(dates), options)
                .Select(line => line.Split(", ")[1].Replace(" +08:00", "", StringComparison.Ordinal)),
        ];

    private static string RowsOf(string[] dates) =>
        string.Concat(
            dates.Select((date, index) => string.Create(CultureInfo.InvariantCulture, $"N{index},\"{date}\",m,1,\n"))
        );
}
