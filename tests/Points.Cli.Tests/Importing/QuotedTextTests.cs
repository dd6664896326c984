using System.Text;

namespace Points.Cli.Tests.Importing;

/// <summary>Files as RFC 4180 describes them, and files that only look like it.</summary>
public sealed class QuotedTextTests : IDisposable
{
    private const string Order = "N1,2027-03-01 10:00:00,honest,10,";

    private readonly FilePreview _preview = new();

    public void Dispose() => _preview.Dispose();

    [Theory]
    [InlineData("\"thanks\nX999,2027-03-01 10:00:00,evil,99999.00,\"")]
    [InlineData("\"thanks\r\nX999,2027-03-01 10:00:00,evil,99999.00,\"")]
    [InlineData("\"thanks\rX999,2027-03-01 10:00:00,evil,99999.00,\"")]
    [InlineData("\"thanks \"\"a lot\"\"\nX999,2027-03-01 10:00:00,evil,99999.00,\"")]
    public void A_line_break_in_a_quoted_note_makes_no_row(string note) =>
        Assert.Equal(
            ["line 2: order N1 of honest, 2027-03-01 10:00:00 +08:00, ¥10.00"],
            _preview.Rows(Order + note + "\n")
        );

    [Fact]
    public void A_line_break_in_a_quoted_middle_column_loses_no_order() =>
        Assert.Equal(
            [
                "line 2: order N1 of honest, 2027-03-01 10:00:00 +08:00, ¥10.00",
                "line 4: order N2 of honest, 2027-03-01 11:00:00 +08:00, ¥20.00",
            ],
            _preview.Lines(
                Encoding.UTF8.GetBytes(
                    "invoice_id,note,invoice_date,customer_id,total_price\n"
                        + "N1,\"thanks\nX999,2027\",2027-03-01 10:00:00,honest,10\n"
                        + "N2,,2027-03-01 11:00:00,honest,20\n"
                )
            )
        );

    [Theory]
    [InlineData("thanks\rX999,2027-03-01 10:00:00,evil,99999.00,\n", "line 1 ends with LF and line 2 with CR")]
    [InlineData("thanks\n", "in double quotes", "\r\n")]
    public void A_line_break_of_another_kind_outside_quotes_is_refused(string note, string reason, string end = "\n") =>
        Assert.Contains(
            reason,
            _preview.RefusalOf(
                Encoding.UTF8.GetBytes(
                    (FilePreview.Header + Order).Replace("\n", end, StringComparison.Ordinal)
                        + note
                        + "X999,2027-03-01 10:00:00,evil,99999.00,"
                        + end
                )
            ),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(Order + "\"never closed\nN2,2027-03-01 10:00:00,m,10,\n")]
    [InlineData(Order + "a \"stray\nX999,2027-03-01 10:00:00,evil,9,\" quote\n")]
    [InlineData(Order + "\"text\" behind\nN2,2027-03-01 10:00:00,m,10,\n")]
    public void Quotes_that_do_not_balance_are_refused_with_their_line(string rows)
    {
        var refusal = _preview.RefusalOfRows(rows);
        Assert.StartsWith("Line 2 of ", refusal, StringComparison.Ordinal);
        Assert.Contains("--quotes literal", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Quotes_can_be_characters_like_any_other() =>
        Assert.Single(_preview.Rows(Order + "a 12\" pizza\n", "--quotes", "literal"));

    [Theory]
    [InlineData("\r")]
    [InlineData("\r\n")]
    [InlineData("\n")]
    public void Lines_may_end_in_three_ways(string end) =>
        Assert.Equal(
            2,
            _preview
                .Lines(
                    Encoding.UTF8.GetBytes(
                        string.Join(
                            end,
                            FilePreview.Header.TrimEnd(),
                            Order,
                            Order.Replace("N1", "N2", StringComparison.Ordinal)
                        )
                    )
                )
                .Length
        );

    [Theory]
    [InlineData("\uFEFFinvoice_id;invoice_date;customer_id;total_price\nN1;2027-03-01 10:00:00;m;10\n")]
    [InlineData("sep=;\ninvoice_id;invoice_date;customer_id;total_price\nN1;2027-03-01 10:00:00;m;10\n")]
    [InlineData(
        "\uFEFF\"sep=;\"\r\ninvoice_id;invoice_date;customer_id;total_price\r\nN1;2027-03-01 10:00:00;m;10\r\n"
    )]
    [InlineData(
        "\"invoice_id\";\"invoice_date\";\"customer_id\";\"total_price\"\n\"N1\";\"2027-03-01 10:00:00\";\"m\";\"10\"\n"
    )]
    [InlineData("invoice_id\tinvoice_date\tcustomer_id\ttotal_price\n\tN1\t2027-03-01 10:00:00\tm\t10\n", 1)]
    [InlineData("invoice_id|invoice_date|customer_id|total_price\nN1|2027-03-01 10:00:00|m|10\n")]
    [InlineData("\" invoice_id \" , \"Invoice_Date\",ｃustomer_id , total_price\nN1,2027-03-01 10:00:00,m,10\n")]
    [InlineData("invoice_id,invoice_date,customer_id,total_price\n'N1,'2027-03-01 10:00:00,' m ,'10\n")]
    [InlineData(
        "invoice_id,invoice_date,customer_id,total_price\n\"\tN1\",２０２７-03-01 10:00:00,\u3000m\u00A0,１０\n"
    )]
    [InlineData("invoice_id,invoice_date,customer_id,total_price,\nN1,2027-03-01 10:00:00,m,10,\n,,,,\n\n")]
    [InlineData("invoice_id,invoice_date,customer_id,total_price\nN1,2027-03-01 10:00:00,m,10,,\n")]
    public void Separators_and_forms_of_cells_are_understood(string text, int refused = 0)
    {
        var line = Assert.Single(_preview.Lines(Encoding.UTF8.GetBytes(text)));
        if (refused == 0)
            Assert.EndsWith(": order N1 of m, 2027-03-01 10:00:00 +08:00, ¥10.00", line, StringComparison.Ordinal);
        else
            Assert.Contains("fields than the header", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_separator_line_that_contradicts_the_option_is_refused() =>
        Assert.Contains(
            "contradicts --separator",
            _preview.RefusalOf("sep=;\na;b\n"u8.ToArray(), "--separator", "comma"),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("invoice_id,invoice_date,customer_id,total_price,total_price\n", "two columns total_price")]
    [InlineData("invoice_id,invoice_date,customer_id,total_price, Total_Price \n", "two columns Total_Price")]
    [InlineData("invoice_id,invoice_date,customer_id,total_price,note,note\n", "two columns note")]
    [InlineData("a,b\n1,2\n", "has no column invoice_id. Its columns are a, b. Name the columns with --columns")]
    [InlineData("", "is empty")]
    [InlineData("\n\n", "is empty")]
    [InlineData("\uFEFF", "is empty")]
    public void A_header_that_cannot_be_used_is_refused(string text, string reason) =>
        Assert.Contains(reason, _preview.RefusalOf(Encoding.UTF8.GetBytes(text)), StringComparison.Ordinal);

    [Fact]
    public void A_file_with_only_a_header_has_no_rows() => Assert.Empty(_preview.Rows(""));

    [Fact]
    public void A_row_with_other_fields_than_the_header_is_refused() =>
        Assert.Equal(
            "line 2: refused, invalid-row: the row has more or fewer fields than the header",
            Assert.Single(_preview.Rows("N1,2027-03-01 10:00:00,m,1,000.00,x\n"))
        );
}
