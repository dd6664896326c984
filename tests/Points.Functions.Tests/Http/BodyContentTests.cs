using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Points.Functions.Http;

namespace Points.Functions.Tests.Http;

public sealed class BodyContentTests
{
    private const string Json = """{"a":1}""";

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("application/json")]
    [InlineData("Application/JSON; charset=UTF-8")]
    [InlineData("application/json; charset=\"utf-8\"")]
    [InlineData("application/merge-patch+json")]
    [InlineData("text/plain;charset=us-ascii")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task JSON_is_read_under_these_types(string? contentType) =>
        Assert.Equal(Json, await ReadText(Request(Json, contentType)));

    [Theory]
    [InlineData("application/xml")]
    [InlineData("text/html")]
    [InlineData("text/json-seq")]
    [InlineData("image/svg+json")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/json; charset=gbk")]
    [InlineData("text/plain; charset=utf-16")]
    [InlineData("application/json, application/json")]
    [InlineData("json")]
    public async Task Other_types_are_unsupported(string contentType) =>
        Assert.Equal(415, (await Read(Request(Json, contentType))).Problem?.Status);

    [Theory]
    [InlineData("gzip")]
    [InlineData("GZIP")]
    [InlineData("x-gzip")]
    public async Task Gzip_is_decompressed(string coding) =>
        Assert.Equal(Json, await ReadText(Request(Gzip(Json), coding)));

    [Theory]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("zstd")]
    [InlineData("gzip, gzip")]
    [InlineData("gzip, identity")]
    [InlineData("*")]
    public async Task Other_codings_are_unsupported(string coding) =>
        Assert.Equal(415, (await Read(Request(Gzip(Json), coding))).Problem?.Status);

    [Fact]
    public async Task Gzip_that_is_cut_off_anywhere_is_invalid()
    {
        var whole = Gzip(Json);
        for (var length = 1; length < whole.Length; length++)
            Assert.Equal(400, (await Read(Request(whole[..length], "gzip"))).Problem?.Status);
    }

    [Fact]
    public async Task Gzip_with_something_behind_it_is_invalid()
    {
        Assert.Equal(400, (await Read(Request([.. Gzip(Json), 1, 2, 3], "gzip"))).Problem?.Status);
        Assert.Equal(400, (await Read(Request([.. Gzip(Json), .. Gzip("{}{}")], "gzip"))).Problem?.Status);
    }

    [Fact]
    public async Task Gzip_with_a_wrong_checksum_or_of_something_else_is_invalid()
    {
        var altered = Gzip(Json);
        altered[^6] ^= 1;
        Assert.Equal(400, (await Read(Request(altered, "gzip"))).Problem?.Status);
        Assert.Equal(400, (await Read(Request(Encoding.UTF8.GetBytes(new string('x', 100)), "gzip"))).Problem?.Status);
    }

    [Fact]
    public async Task Gzip_of_nothing_is_an_empty_body()
    {
        Assert.Equal("", await ReadText(Request([], "gzip")));
        Assert.Equal(
            "",
            await ReadText(Request(Convert.FromHexString("1F8B08000000000000030300" + "0000000000000000"), "gzip"))
        );
    }

    [Theory]
    [InlineData(BodyContent.SizeMaxBytes, null)]
    [InlineData(BodyContent.SizeMaxBytes + 1, 413)]
    [InlineData(100_000_000, 413)]
    public async Task The_size_limit_holds_for_the_decompressed_body(int size, int? status)
    {
        var bomb = Gzip(new string(' ', size));

        var before = GC.GetAllocatedBytesForCurrentThread();
        var content = await Read(Request(bomb, "gzip"));

        Assert.Equal(status, content.Problem?.Status);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 * BodyContent.SizeMaxBytes);
    }

    private static async Task<string> ReadText(HttpRequest request)
    {
        var content = await Read(request);
        Assert.Null(content.Problem);
        return Encoding.UTF8.GetString(content.Bytes.Span);
    }

    private static Task<BodyContent> Read(HttpRequest request) =>
        BodyContent.Read(request, TestContext.Current.CancellationToken);

    private static HttpRequest Request(string body, string? contentType)
    {
        var request = Request(Encoding.UTF8.GetBytes(body), coding: null);
        request.ContentType = contentType;
        return request;
    }

    private static HttpRequest Request(byte[] body, string? coding)
    {
        var request = new DefaultHttpContext().Request;
        request.Body = new MemoryStream(body);
        request.Headers.ContentEncoding = coding;
        return request;
    }

    private static byte[] Gzip(string text)
    {
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return compressed.ToArray();
    }
}
