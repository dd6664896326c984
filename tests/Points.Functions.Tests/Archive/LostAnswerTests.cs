using System.Net;
using Points.Domain;
using Points.Functions.Archive;
using Points.Tests.Archive;

namespace Points.Functions.Tests.Archive;

/// <summary>What a write reports when the storage or the network fails.</summary>
[Collection(nameof(Azurite))]
public sealed class LostAnswerTests(Azurite azurite)
{
    private const int Short = 1_000,
        Long = 9 * 1024 * 1024;

    private readonly string _name = $"tests/{Guid.NewGuid():N}";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Short, "")]
    [InlineData(Long, "?comp=block&")]
    [InlineData(Long, "?comp=blocklist")]
    public async Task Given_one_lost_answer_Then_the_retry_finds_that_this_write_made_the_file(int length, string call)
    {
        var lost = 0;
        var files = azurite.Files((request, send) => IsWrite(request, call) && lost++ == 0 ? LoseAnswer(send) : send());

        Assert.True(await Write(files, 1, length));

        Assert.NotEqual(0, lost);
        await AssertContent(1, length);
    }

    [Theory]
    [InlineData(Short, "")]
    [InlineData(Long, "?comp=blocklist")]
    public async Task Given_another_writer_of_the_same_content_Then_this_write_has_not_made_the_file(
        int length,
        string call
    )
    {
        var lost = false;
        var files = azurite.Files(
            async (request, send) =>
            {
                if (!IsWrite(request, call) || lost)
                    return await send();
                lost = true;
                await Write(azurite.Files(), 1, length);
                throw new HttpRequestException("the request was lost");
            }
        );

        Assert.False(await Write(files, 1, length));
    }

    [Theory]
    [InlineData(Short, "")]
    [InlineData(Long, "?comp=blocklist")]
    public async Task Given_no_answer_at_all_Then_the_write_throws_and_a_second_write_finds_the_file(
        int length,
        string call
    )
    {
        var files = azurite.Files((request, send) => IsWrite(request, call) ? LoseAnswer(send) : send());

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Write(files, 1, length));

        Assert.False(await Write(azurite.Files(), 1, length));
        await AssertContent(1, length);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, "ServerBusy")]
    [InlineData(HttpStatusCode.TooManyRequests, "")]
    [InlineData(HttpStatusCode.InternalServerError, "OperationTimedOut")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "")]
    public async Task A_storage_that_fails_or_is_overloaded_is_unavailable(HttpStatusCode status, string code)
    {
        var files = azurite.Files((_, _) => Answer(status, code));

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Write(files, 1, Short));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Write(files, 1, Long));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => files.Read(_name, Ct));
    }

    [Fact]
    public async Task Given_an_overloaded_storage_after_a_lost_answer_Then_the_write_throws_although_the_file_exists()
    {
        var tries = 0;
        var files = azurite.Files(
            (_, send) => tries++ == 0 ? LoseAnswer(send) : Answer(HttpStatusCode.ServiceUnavailable, "ServerBusy")
        );

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Write(files, 1, Short));
        await AssertContent(1, Short);
    }

    [Theory]
    [InlineData(Short, "")]
    [InlineData(Long, "?comp=block&")]
    [InlineData(Long, "?comp=blocklist")]
    public async Task Given_a_file_under_a_retention_policy_Then_another_write_finds_that_it_exists(
        int length,
        string call
    )
    {
        Assert.True(await Write(azurite.Files(), 1, length));
        // Before a long file is sent, the first request checks that it does not exist. The other writer's file comes
        // just after that check.
        var isCheckNext = length == Long;
        var files = azurite.Files(
            (request, send) =>
            {
                if (IsWrite(request, call))
                    return Answer(HttpStatusCode.Conflict, "BlobImmutableDueToPolicy");
                if (!isCheckNext)
                    return send();
                isCheckNext = false;
                return Answer(HttpStatusCode.NotFound, "BlobNotFound");
            }
        );

        Assert.False(await Write(files, 2, length));
        await AssertContent(1, length);
    }

    /// <param name="call">How the query of the request begins; empty for any write.</param>
    private static bool IsWrite(HttpRequestMessage request, string call) =>
        request.Method == HttpMethod.Put && request.RequestUri!.Query.StartsWith(call, StringComparison.Ordinal);

    private static async Task<HttpResponseMessage> LoseAnswer(Func<Task<HttpResponseMessage>> send)
    {
        using var answer = await send();
        Assert.Contains((int)answer.StatusCode, new[] { 201, 409, 412 });
        throw new HttpRequestException("the answer was lost");
    }

    private static Task<HttpResponseMessage> Answer(HttpStatusCode status, string code)
    {
        var answer = new HttpResponseMessage(status) { Content = new ByteArrayContent([]) };
        if (code.Length > 0)
            answer.Headers.Add("x-ms-error-code", code);
        return Task.FromResult(answer);
    }

    private Task<bool> Write(BlobFiles files, int seed, long length) =>
        files.Write(_name, "text/csv", new SampleStream(seed, length), Ct);

    private async Task AssertContent(int seed, long length)
    {
        await using var content = await azurite.Files().Read(_name, Ct);
        Assert.Equal(await SampleStream.HashOf(seed, length), await SampleStream.Hash(content!));
    }
}
