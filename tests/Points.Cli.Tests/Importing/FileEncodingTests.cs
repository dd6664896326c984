using System.Text;

namespace Points.Cli.Tests.Importing;

public sealed class FileEncodingTests : IDisposable
{
    private const string Rows =
        FilePreview.Header
        + "店甲1,2027-03-01 10:00:00,m,10,谢谢\n店乙1,2027-03-01 10:00:00,m,20,\n店丙1,2027-03-01 10:00:00,m,30,\n";

    private readonly FilePreview _preview = new();

    static FileEncodingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public void Dispose() => _preview.Dispose();

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("gb18030", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16", false, "--encoding", "utf-16le")]
    [InlineData("big5", false, "--encoding", "big5")]
    [InlineData("gb18030", false, "--encoding", "gbk")]
    public void Chinese_order_numbers_stay_apart(string encoding, bool hasMark, params string[] options)
    {
        var text = encoding == "big5" ? Rows.Replace("谢谢", "", StringComparison.Ordinal) : Rows;
        Assert.Equal(
            ["店甲1", "店乙1", "店丙1"],
            _preview.Lines(Bytes(text, encoding, hasMark), options).Select(line => line.Split(' ')[3])
        );
    }

    [Theory]
    [InlineData("windows-1252", "is neither UTF-8 nor clearly GB18030 (line 2): name its encoding with --encoding")]
    [InlineData("big5", "is neither UTF-8 nor clearly GB18030 (line 2): name its encoding with --encoding")]
    [InlineData("utf-16", "has NUL bytes, as UTF-16 without a byte order mark has: name its encoding with --encoding")]
    public void An_encoding_that_cannot_be_told_is_refused(string encoding, string reason)
    {
        var name = encoding == "windows-1252" ? "Müller café" : "臺灣的訂單與顧客說謝謝";
        var text = FilePreview.Header + $"N1,2027-03-01 10:00:00,m,10,{name}\n";
        Assert.Contains(reason, _preview.RefusalOf(Bytes(text, encoding)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("김철수")]
    [InlineData("서울특별시 강남구, 아메리카노 세트")]
    [InlineData("고객이 매장에서 포인트를 사용한 주문입니다")]
    public void Korean_text_is_not_read_as_Chinese(string note)
    {
        var rows = FilePreview.Header + $"주문1,2027-03-01 10:00:00,m,10,\"{note}\"\n";
        var file = Bytes(rows, "euc-kr");

        Assert.Contains("is Korean in EUC-KR, or GB18030", _preview.RefusalOf(file), StringComparison.Ordinal);
        Assert.Equal("주문1", Assert.Single(_preview.Lines(file, "--encoding", "euc-kr")).Split(' ')[3]);
    }

    [Theory]
    [InlineData("林俊杰")]
    [InlineData("推荐火锅、酒楼和府上的按摩")]
    [InlineData("老客户的本金与备货")]
    public void Chinese_text_is_not_taken_for_Korean(string note)
    {
        var rows = FilePreview.Header + $"单1,2027-03-01 10:00:00,m,10,{note}\n";
        Assert.Single(_preview.Lines(Bytes(rows, "gb18030")));
    }

    [Fact]
    public void A_file_that_mixes_encodings_is_refused()
    {
        byte[] mixed = [.. Bytes(Rows, "utf-8"), .. Bytes("店丁1,2027-03-01 10:00:00,m,40,谢谢\n", "gb18030")];
        Assert.Contains(
            "mixes encodings: line 2 is UTF-8 and line 5 is not: name its encoding with --encoding",
            _preview.RefusalOf(mixed),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "is not utf-8 after line",
            _preview.RefusalOf(mixed, "--encoding", "utf-8"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Bytes_that_the_byte_order_mark_does_not_allow_are_refused()
    {
        byte[] file = [0xEF, 0xBB, 0xBF, .. Bytes(Rows, "gb18030")];
        Assert.Contains("is not utf-8 after line 1", _preview.RefusalOf(file), StringComparison.Ordinal);
        Assert.Contains(
            "contradicts --encoding gb18030",
            _preview.RefusalOf(file, "--encoding", "gb18030"),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("N1\0,2027-03-01 10:00:00,m,10,\n", "has NUL bytes")]
    [InlineData("N1\0,2027-03-01 10:00:00,m,10,\n", "Line 2 of ", "--encoding", "utf-8")]
    public void NUL_characters_are_refused(string row, string reason, params string[] options) =>
        Assert.Contains(reason, _preview.RefusalOfRows(row, options), StringComparison.Ordinal);

    [Theory]
    [InlineData("\uFFFD\uFFFD1", "has letters that were lost in another program")]
    [InlineData("1.23457E+18", "is a number that a spreadsheet has shortened")]
    [InlineData("\"N\n1\"", "has a line break or another control character")]
    public void An_order_number_that_another_program_destroyed_is_refused(string order, string reason)
    {
        var refusal = string.Join('\n', _preview.Rows($"{order},2027-03-01 10:00:00,m,10,\n"));
        Assert.StartsWith("line 2: refused, invalid-row: invoice_id \"", refusal, StringComparison.Ordinal);
        Assert.Contains(reason, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void The_plan_says_which_encoding_was_found() =>
        Assert.StartsWith("Encoding: gb18030 (", _preview.Plan(Bytes(Rows, "gb18030"))[0], StringComparison.Ordinal);

    private static byte[] Bytes(string text, string encoding, bool hasMark = false)
    {
        var writer = Encoding.GetEncoding(encoding);
        return [.. hasMark ? writer.GetPreamble() : [], .. writer.GetBytes(text)];
    }
}
