using Azure;
using Points.Domain;
using Points.Domain.Files;
using Points.Functions.Archive;
using Points.Tests.Archive;

namespace Points.Functions.Tests.Archive;

/// <summary>Write-once files in Azurite's Blob storage.</summary>
[Collection(nameof(Azurite))]
public sealed class BlobFilesTests(Azurite azurite) : WriteOnceFilesTests
{
    protected override IWriteOnceFiles Files { get; } = azurite.Files();

    [Fact]
    public async Task Memory_does_not_grow_with_a_files_length()
    {
        // The first write allocates the buffer, which later writes reuse.
        await Write(1, 9 * MiB);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        await Files.Write(Name + "/long", "text/csv", new SampleStream(1, 40 * MiB), Ct);

        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, BlobFiles.BlockBytes);
    }

    /// <summary>There are many short files: the relay writes an anchor for each page of the ledger's feed.</summary>
    [Fact]
    public async Task A_short_file_is_written_in_one_request()
    {
        var requests = 0;
        var files = azurite.Files(
            (_, send) =>
            {
                requests++;
                return send();
            }
        );

        Assert.True(await files.Write(Name, "application/json", new SampleStream(1, 1_000), Ct));

        Assert.Equal(1, requests);
    }

    [Fact]
    public async Task A_file_has_the_content_type_it_was_written_with()
    {
        await Write(1, 10);
        var longer = Name + "/long";
        await Files.Write(longer, "text/csv", new SampleStream(1, 9 * MiB), Ct);

        Assert.Equal("text/csv", await azurite.ContentType(Name));
        Assert.Equal("text/csv", await azurite.ContentType(longer));
    }

    [Fact]
    public async Task Given_an_invalid_token_Then_the_refusal_of_the_storage_is_thrown()
    {
        var files = azurite.Files(identity: new AzuriteTokenCredential("https://elsewhere.example/"));

        foreach (
            var act in (Func<Task>[])
                [() => files.Write(Name, "text/plain", new SampleStream(1, 10), Ct), () => files.Read(Name, Ct)]
        )
        {
            var refused = await Assert.ThrowsAsync<RequestFailedException>(act);
            Assert.Equal((403, "AuthenticationFailed"), (refused.Status, refused.ErrorCode));
        }
    }

    [Fact]
    public async Task Given_no_container_Then_reads_and_writes_throw()
    {
        var files = azurite.Files(container: "nowhere");

        foreach (
            var act in (Func<Task>[])
                [
                    () => files.Write(Name, "text/plain", new SampleStream(1, 10), Ct),
                    () => files.Write(Name, "text/plain", new SampleStream(1, 9 * MiB), Ct),
                    () => files.Read(Name, Ct),
                ]
        )
            Assert.Equal("ContainerNotFound", (await Assert.ThrowsAsync<RequestFailedException>(act)).ErrorCode);
    }

    [Fact]
    public async Task Given_no_server_Then_the_storage_is_unavailable()
    {
        var service = new Uri("https://127.0.0.1:1/devstoreaccount1");
        var files = new BlobFiles(service, new AzuriteTokenCredential(), options: azurite.Options());

        await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            files.Write(Name, "text/plain", new SampleStream(1, 10), Ct)
        );
        await Assert.ThrowsAsync<StoreUnavailableException>(() => files.Read(Name, Ct));
    }

    [Fact]
    public void Tokens_are_not_sent_over_plain_http() =>
        Assert.Throws<ArgumentException>(() =>
            new BlobFiles(
                new Uri("http://127.0.0.1:1/devstoreaccount1"),
                new AzuriteTokenCredential(),
                options: azurite.Options()
            )
        );
}
