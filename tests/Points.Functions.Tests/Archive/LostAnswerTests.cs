using System.Net;
using Points.Domain;
using Points.Functions.Archive;
using Points.Tests.Archive;

namespace Points.Functions.Tests.Archive;

/// <summary>What a write says when the storage, or the way to it, fails.</summary>
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
    public async Task An_answer_that_is_lost_is_asked_for_again_and_the_file_counts_as_written(int length, string call)
    {
        var lost = 0;
        var files = azurite.Files((request, send) => IsWrite(request, call) && lost++ == 0 ? LoseAnswer(send) : send());

        Assert.True(await Write(files, 1, length));

        Assert.NotEqual(0, lost);
        await HasContent(1, length);
    }

    [Theory]
    [InlineData(Short, "")]
    [InlineData(Long, "?comp=blocklist")]
    public async Task The_same_content_by_another_is_not_taken_for_ones_own(int length, string call)
    {
        var lost = false;
        var files = azurite.Files(
            async (request, send) =>
            {
                if (!IsWrite(request, call) || lost)
                    return await send();
                lost = true;
                await Write(azurite.Files(), 1, length);
                throw new HttpRequestException("the request got lost on its way");
            }
        );

        Assert.False(await Write(files, 1, length));
    }

    [Theory]
    [InlineData(Short, "")]
    [InlineData(Long, "?comp=blocklist")]
    public async Task Where_no_answer_comes_at_all_the_same_again_tells(int length, string call)
    {
        var files = azurite.Files((request, send) => IsWrite(request, call) ? LoseAnswer(send) : send());

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Write(files, 1, length));

        Assert.False(await Write(azurite.Files(), 1, length));
        await HasContent(1, length);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, "ServerBusy")]
    [InlineData(HttpStatusCode.TooManyRequests, "")]
    [InlineData(HttpStatusCode.InternalServerError, "OperationTimedOut")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "")]
    public async Task A_storage_that_fails_or_has_no_time_is_unavailable(HttpStatusCode status, string code)
    {
        var files = azurite.Files((_, _) => Answer(status, code));

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Write(files, 1, Short));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Write(files, 1, Long));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => files.Read(_name, Ct));
    }

    [Fact]
    public async Task A_storage_that_has_no_time_after_an_answer_was_lost_may_have_written()
    {
        var tries = 0;
        var files = azurite.Files(
            (_, send) => tries++ == 0 ? LoseAnswer(send) : Answer(HttpStatusCode.ServiceUnavailable, "ServerBusy")
        );

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Write(files, 1, Short));
        await HasContent(1, Short);
    }

    [Theory]
    [InlineData(Short, "")]
    [InlineData(Long, "?comp=block&")]
    [InlineData(Long, "?comp=blocklist")]
    public async Task A_file_that_a_retention_policy_protects_is_there_already(int length, string call)
    {
        Assert.True(await Write(azurite.Files(), 1, length));
        var asked = length == Long ? 0 : 1; // A short one is sent without asking.
        var files = azurite.Files(
            (request, send) =>
                IsWrite(request, call) ? Answer(HttpStatusCode.Conflict, "BlobImmutableDueToPolicy")
                : asked++ == 0 ? Answer(HttpStatusCode.NotFound, "BlobNotFound") // Somebody wrote it a moment later.
                : send()
        );

        Assert.False(await Write(files, 2, length));
        await HasContent(1, length);
    }

    private static bool IsWrite(HttpRequestMessage request, string call) =>
        request.Method == HttpMethod.Put && request.RequestUri!.Query.StartsWith(call, StringComparison.Ordinal);

    private static async Task<HttpResponseMessage> LoseAnswer(Func<Task<HttpResponseMessage>> send)
    {
        using var answer = await send();
        Assert.Contains((int)answer.StatusCode, new[] { 201, 409, 412 });
        throw new HttpRequestException("the answer got lost on its way");
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

    private async Task HasContent(int seed, long length)
    {
        await using var content = await azurite.Files().Read(_name, Ct);
        Assert.Equal(await SampleStream.HashOf(seed, length), await SampleStream.Hash(content!));
    }
}
