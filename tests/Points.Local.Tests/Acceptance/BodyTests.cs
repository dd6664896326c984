using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>In what form a body may be sent, and what the answer says about a body that cannot be read.</summary>
public sealed class BodyTests(AcceptanceHost host) : IDisposable
{
    private const string Path = "/api/members/m-nobody/accruals/quote";

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false })
    {
        BaseAddress = host.Api.Address,
    };

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/vnd.till+json")]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task A_purchase_is_quoted_under_these_types(string? contentType)
    {
        var (status, body) = await Quote(Purchase(), contentType);
        Assert.Equal((HttpStatusCode.Conflict, "member-not-enrolled"), (status, (string?)body["code"]));
    }

    [Fact]
    public async Task A_compressed_body_and_a_byte_order_mark_are_accepted()
    {
        var plain = Purchase();
        foreach (var body in new[] { Gzip(plain), Gzip([.. Encoding.UTF8.GetPreamble(), .. plain]) })
            Assert.Equal("member-not-enrolled", (string?)(await Quote(body, coding: "gzip")).Body["code"]);
        Assert.Equal(
            "member-not-enrolled",
            (string?)(await Quote([.. Encoding.UTF8.GetPreamble(), .. plain])).Body["code"]
        );
    }

    [Theory]
    [InlineData("application/xml", null)]
    [InlineData("multipart/form-data; boundary=x", null)]
    [InlineData("application/json; charset=gbk", null)]
    [InlineData("application/json", "br")]
    [InlineData("application/json", "gzip, gzip")]
    public async Task Another_type_or_coding_is_415(string contentType, string? coding)
    {
        var (status, body) = await Quote(Purchase(), contentType, coding);
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "unsupported-media-type"), (status, (string?)body["code"]));
    }

    [Fact]
    public async Task A_small_body_that_decompresses_to_a_large_one_is_413()
    {
        var (status, body) = await Quote(Gzip(new byte[50_000_000]), coding: "gzip");
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "body-too-large"), (status, (string?)body["code"]));
    }

    [Fact]
    public async Task A_profile_is_patched_only_as_a_merge_patch()
    {
        foreach (var type in new[] { "text/plain", "application/json-patch+json", "application/xml" })
        {
            using var request = await Request(HttpMethod.Patch, "/api/members/m-nobody", "{}"u8.ToArray(), type);
            using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
            Assert.True(answer.Headers.Contains("Accept-Patch"));
        }
    }

    [Theory]
    [InlineData("{\n  \"programmeId\": \"fast-food\",\n}", "is not valid JSON at line 3, column 1")]
    [InlineData("", "is not valid JSON: it is empty")]
    [InlineData("orderId=1", "is not valid JSON at line 1, column 1")]
    public async Task Broken_JSON_is_400_with_line_and_column(string json, string error)
    {
        var (status, body) = await Quote(Encoding.UTF8.GetBytes(json));
        Assert.Equal((HttpStatusCode.BadRequest, error), (status, (string?)body["errors"]!["$"]));
    }

    [Fact]
    public async Task An_unknown_field_names_the_nearest_known_one()
    {
        var (_, body) = await Quote("""{"programmeID":"fast-food"}"""u8.ToArray());
        Assert.Equal("is not a known field; the nearest is programmeId", (string?)body["errors"]!["programmeID"]);
    }

    private static byte[] Purchase() => Encoding.UTF8.GetBytes(Api.PurchaseBody("fast-food", 100).ToJsonString());

    private async Task<(HttpStatusCode Status, JsonNode Body)> Quote(
        byte[] body,
        string? contentType = null,
        string? coding = null
    )
    {
        using var request = await Request(HttpMethod.Post, Path, body, contentType);
        if (coding is not null)
            request.Content!.Headers.TryAddWithoutValidation("Content-Encoding", coding);
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return (
            answer.StatusCode,
            JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!
        );
    }

    private async Task<HttpRequestMessage> Request(HttpMethod method, string path, byte[] body, string? contentType)
    {
        var request = new HttpRequestMessage(method, path) { Content = new ByteArrayContent(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await host.Api.OperatorToken());
        if (contentType is not null)
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return request;
    }

    private static byte[] Gzip(byte[] body)
    {
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(body);
        return compressed.ToArray();
    }
}
