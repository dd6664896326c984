using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>After retention and compaction, no byte of the data folder names an erased member.</summary>
public sealed class RetentionTests
{
    private const string Green = "green",
        Marker = "zhuxiao-jingan";

    [Fact]
    public async Task Given_an_erased_member_When_retention_runs_Then_no_byte_of_the_data_folder_names_them()
    {
        using var folder = new TempFolder();
        var data = folder.PathOf("data");
        await using (
            var host = await RunningHost.Start(
                data,
                configure: it =>
                    it with
                    {
                        Settings = new Dictionary<string, string>(StringComparer.Ordinal)
                        {
                            ["Retention__DeadLetterDays"] = "0",
                        },
                    }
            )
        )
        {
            (await host.Api.Enrol(Marker, Profile())).Expect(HttpStatusCode.Created);
            await host.Api.EarnPoints(Marker, Green, 500);
            await LeaveDeadLetter(host);
            await Erase(host);
            Assert.NotEmpty(FilesWithMarker(data));

            await host.Api.RunJob("Retention");

            Assert.Empty(FilesWithMarker(data));
            (
                await host.Api.Enrol(
                    Marker,
                    new() { ["identityVerified"] = true, ["programmes"] = new JsonArray(Green) }
                )
            ).Expect(HttpStatusCode.Created);
        }
        await using var again = await RunningHost.Start(data);
        Assert.Equal(Marker, (await again.Api.Profile(Marker)).Text("memberId"));
    }

    [Fact]
    public async Task Given_a_store_restored_to_before_an_erasure_When_retention_runs_Then_the_member_is_erased_again()
    {
        using var folder = new TempFolder();
        var (data, copy) = (folder.PathOf("data"), folder.PathOf("copy"));
        await using (var host = await RunningHost.Start(data))
        {
            (await host.Api.Enrol(Marker, Profile())).Expect(HttpStatusCode.Created);
            await host.Api.EarnPoints(Marker, Green, 500);
            await host.Api.RunJob("LedgerRelay"); // Anchors are in the archive.
        }
        CopyFolder(data, copy);
        await using (var host = await RunningHost.Start(data))
            await Erase(host);
        Directory.Delete(Path.Combine(copy, "archive"), recursive: true);
        CopyFolder(Path.Combine(data, "archive"), Path.Combine(copy, "archive"));

        await using var restored = await RunningHost.Start(copy);
        Assert.Equal(Marker, (await restored.Api.Profile(Marker)).Text("memberId"));
        await restored.Api.RunJob("Retention");
        await restored.Api.RunJob("Erasures");

        var shown = await restored.Api.Send(
            HttpMethod.Get,
            $"/api/members/{Marker}",
            await restored.Api.AuditorToken()
        );
        shown.ExpectProblem(HttpStatusCode.NotFound, "not-found");
        Assert.DoesNotContain(
            await EveryDocument.ReadAll(restored.Store, TestContext.Current.CancellationToken),
            it => it.ToJsonString().Contains(Marker, StringComparison.Ordinal)
        );
    }

    private static JsonObject Profile() =>
        new()
        {
            ["identityVerified"] = true,
            ["email"] = $"{Marker}@example.com",
            ["programmes"] = new JsonArray(Green),
        };

    private static async Task Erase(RunningHost host)
    {
        (await host.Api.Send(HttpMethod.Delete, $"/api/members/{Marker}", await host.Api.MemberToken(Marker))).Expect(
            HttpStatusCode.NoContent
        );
        await host.Api.RunJob("Erasures");
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    /// <summary>A message that nobody can accept, because it has no token.</summary>
    private static async Task LeaveDeadLetter(RunningHost host)
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        using var message = new StringContent(
            new JsonObject { ["type"] = "purchase", ["memberId"] = Marker }.ToJsonString(),
            Encoding.UTF8,
            "application/json"
        );
        message.Headers.Add("MessageId", "message-1");
        using var sent = await http.PostAsync(
            "/local/queues/merchant-events",
            message,
            TestContext.Current.CancellationToken
        );
        sent.EnsureSuccessStatusCode();
        await Eventually.IsTrue(
            async () =>
                (
                    await http.GetStringAsync(
                        "/local/queues/merchant-events/deadletters",
                        TestContext.Current.CancellationToken
                    )
                ).Contains(Marker, StringComparison.Ordinal),
            "the message is a dead letter"
        );
    }

    private static string[] FilesWithMarker(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal))
                .Where(file =>
                {
                    using var stream = new FileStream(
                        file,
                        FileMode.Open,
                        FileAccess.Read,
                        FileShare.ReadWrite | FileShare.Delete
                    );
                    using var bytes = new MemoryStream();
                    stream.CopyTo(bytes);
                    return bytes.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(Marker)) >= 0;
                }),
        ];
}
