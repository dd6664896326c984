using System.Diagnostics;

namespace Emulators.Tests.CosmosDb.Serving;

/// <summary>The SDK of another language reaches the emulator, as data explorers do.</summary>
public sealed class ExplorerTests
{
    private static readonly NpmPackage Package = new(
        RepositoryFolder.Of("tests", "Emulators.Tests", "CosmosDb", "Serving", "javascript"),
        "The Cosmos DB emulator is tested with the JavaScript SDK"
    );

    [Fact]
    public async Task The_JavaScript_SDK_writes_reads_and_queries()
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromMinutes(6));
        await Package.Install(timeout.Token);
        await using var fixture = await ServerFixture.Start();
        var start = new ProcessStartInfo("node", ["explore.mjs", $"{fixture.Server.Endpoint}", fixture.Server.KeyFile])
        {
            WorkingDirectory = Package.Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NODE_EXTRA_CA_CERTS"] = fixture.Server.CertificateFile;
        using var explorer = Package.Start(start);
        try
        {
            var (output, errors) = (
                explorer.StandardOutput.ReadToEndAsync(timeout.Token),
                explorer.StandardError.ReadToEndAsync(timeout.Token)
            );
            await explorer.WaitForExitAsync(timeout.Token);
            Assert.Equal("", await errors);
            Assert.Equal(
                """
                databases: ["a shop"]
                containers: ["orders"]
                patched: 3
                batch: [201,201]
                refused batch: [424,409]
                read: 3
                unknown: 404
                changed by another: 412
                all: 3
                query: ["o-2","o-3"]
                count: [3]
                changes: 3
                wrong key: 401
                """,
                (await output).Trim()
            );
        }
        finally
        {
            if (!explorer.HasExited)
                explorer.Kill(entireProcessTree: true);
        }
    }
}
