using System.Text.Json.Nodes;
using Points.Cli.Tests.Importing;

namespace Points.Cli.Tests.Commands;

/// <summary>The <c>send</c> command, run against a host as people run it.</summary>
public sealed class SendTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private RunningHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await RunningHost.Start(_folder.PathOf("data"));

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Events_take_effect_once_however_often_they_are_sent_and_each_outcome_is_printed()
    {
        var memberId = await _host.Api.EnrolNewMember(MerchantEventJson.MerchantId);
        var invalid = MerchantEventJson.Purchase(memberId, 100);
        invalid["colour"] = "red";
        string file = Lines(
            MerchantEventJson.Purchase(memberId, 10_000, "o-1"),
            MerchantEventJson.Refund(memberId, "o-1", "r-1", 4_000),
            MerchantEventJson.Purchase("m-nobody", 100, "o-2"),
            invalid
        );

        var (first, output) = await Send(file);
        var (second, _) = await Send(file);

        Assert.Equal(
            (4, 2, 1, 1),
            (
                first["events"],
                first["accepted"],
                first["refused, member-not-enrolled"],
                first["dead-lettered, invalid-message"]
            )
        );
        Assert.Contains("line 3, purchase:o-2: refused, 409 member-not-enrolled", output, StringComparison.Ordinal);
        Assert.Contains(
            "dead-lettered, invalid-message: colour is not a known field",
            output,
            StringComparison.Ordinal
        );
        Assert.Equal(
            (4, 2, 2, 1, 1),
            (
                second["events"],
                second["accepted"],
                second["accepted, accepted before"],
                second["refused"],
                second["dead-lettered"]
            )
        );
        Assert.Equal(60, (await _host.Api.Wallet(memberId, MerchantEventJson.MerchantId)).Available);
    }

    [Fact]
    public async Task An_event_that_was_sent_before_with_other_content_is_dead_lettered()
    {
        var memberId = await _host.Api.EnrolNewMember(MerchantEventJson.MerchantId);
        await Send(Lines(MerchantEventJson.Purchase(memberId, 10_000, "o-1")));

        var (report, output) = await Send(Lines(MerchantEventJson.Purchase(memberId, 20_000, "o-1")));

        Assert.Equal(
            (1, 0, 1),
            (report["events"], report["accepted"], report["dead-lettered, idempotency-key-reused"])
        );
        Assert.Contains(
            "line 1, purchase:o-1: dead-lettered, idempotency-key-reused",
            output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_merchant_may_send_only_its_own_events()
    {
        var (report, _) = await Send(
            Lines(MerchantEventJson.Purchase(await _host.Api.EnrolNewMember(MerchantEventJson.MerchantId), 100)),
            "--merchant",
            "supermarket"
        );

        Assert.Equal((1, 1), (report["events"], report["dead-lettered, forbidden"]));
    }

    [Fact]
    public async Task The_sample_events_can_be_sent_on_any_day()
    {
        await _host.Api.Enrol(
            "member-1",
            new() { ["identityVerified"] = true, ["programmes"] = new JsonArray("convenience-alliance") }
        );
        var samples = Path.Combine(AppContext.BaseDirectory, "Samples", "merchant-events.jsonl");

        var (first, _) = await Send(samples);
        await _host.Api.SetClock((_host.Clock.GetUtcNow() + TimeSpan.FromDays(2)).ToString("O"));
        var (second, _) = await Send(samples);

        Assert.Equal(
            (5, 4, 1, 0),
            (first["events"], first["accepted"], first["refused, member-not-enrolled"], first["dead-lettered"])
        );
        Assert.Equal(
            (5, 4, 4, 0),
            (second["events"], second["accepted"], second["accepted, accepted before"], second["dead-lettered"])
        );
        Assert.Equal(28 + 25 + 10, (await _host.Api.Wallet("member-1", "convenience-alliance")).Available);
    }

    [Fact]
    public async Task Given_an_invalid_line_Then_nothing_is_sent()
    {
        var memberId = await _host.Api.EnrolNewMember(MerchantEventJson.MerchantId);
        var file = Lines(MerchantEventJson.Purchase(memberId, 10_000));
        await File.AppendAllTextAsync(file, "\nnot json\n", TestContext.Current.CancellationToken);

        var (exitCode, error) = await PointsCommand.RunFailing("send", file, "--data", _host.DataFolder);

        Assert.Equal((1, $"Line 3 of {file} is not valid JSON. Nothing was sent."), (exitCode, error));
        Assert.Equal(0, (await _host.Api.Wallet(memberId, MerchantEventJson.MerchantId)).Available);
    }

    [Fact]
    public async Task Of_three_sales_under_one_message_id_the_first_counts_and_the_others_become_dead_letters()
    {
        var memberId = await _host.Api.EnrolNewMember(MerchantEventJson.MerchantId);
        string file = Lines([.. Enumerable.Range(1, 3).Select(sale => SaleUnderOneId(memberId, sale))]);

        var (first, output) = await Send(file);
        var (second, _) = await Send(file);

        Assert.Equal((3, 1, 2), (first["events"], first["accepted"], first["dead-lettered, idempotency-key-reused"]));
        Assert.Contains("line 2, till-1: dead-lettered", output, StringComparison.Ordinal);
        Assert.Contains("line 3, till-1: dead-lettered", output, StringComparison.Ordinal);
        Assert.DoesNotContain("line 1,", output, StringComparison.Ordinal);
        Assert.Equal((3, 1, 2), (second["events"], second["accepted, accepted before"], second["dead-lettered"]));
        Assert.Equal(100, (await _host.Api.Wallet(memberId, MerchantEventJson.MerchantId)).Available);
    }

    [Fact]
    public async Task One_event_twice_in_a_file_counts_once()
    {
        var memberId = await _host.Api.EnrolNewMember(MerchantEventJson.MerchantId);
        var sale = SaleUnderOneId(memberId, 1);

        var (report, _) = await Send(Lines(sale, sale));

        Assert.Equal((2, 2, 1), (report["events"], report["accepted"], report["accepted, accepted before"]));
        Assert.Equal(100, (await _host.Api.Wallet(memberId, MerchantEventJson.MerchantId)).Available);
    }

    private static JsonObject SaleUnderOneId(string memberId, int sale)
    {
        var body = MerchantEventJson.Purchase(memberId, sale * 10_000, $"o-{sale}");
        body["messageId"] = "till-1";
        return body;
    }

    private string Lines(params JsonObject[] events) =>
        _folder.Write("events.jsonl", string.Concat(events.Select(it => it.ToJsonString() + "\n")));

    private async Task<(Dictionary<string, long> Report, string Output)> Send(string file, params string[] moreArgs)
    {
        var (exitCode, output, errors) = await PointsCommand.Run([
            "send",
            file,
            "--data",
            _host.DataFolder,
            .. moreArgs,
        ]);
        var report = ImportReport.Read(output);
        Assert.Equal((report["accepted"] == report["events"] ? 0 : 3, ""), (exitCode, errors));
        return (report, output);
    }
}
