using System.Net;
using System.Text.Json.Nodes;
using Points.Cosmos;
using Points.Local.Tests.Intake;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>Whoever reads a list page by page sees each item once, although new ones come meanwhile.</summary>
public sealed class GrowingListTests : IAsyncLifetime
{
    private const int ItemCount = 5;

    private AllianceHost _host = null!;

    private Api Api => _host.Api;

    public async ValueTask InitializeAsync() => _host = await AllianceHost.Start();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Outcomes_of_messages()
    {
        using var queue = new MerchantQueue(_host.Address, Api);
        var (memberId, token) = (await Api.EnrolNewMember("fast-food"), await Api.QueueToken("fast-food"));
        var at = _host.Now.ToString("O");

        await CheckNewestFirst(
            "/api/partners/fast-food/events?state=accepted",
            "messageId",
            await Api.MerchantToken("fast-food"),
            async number =>
            {
                var purchase = MerchantEventJson.Purchase(memberId, 100, $"o-{number}");
                purchase["occurredAt"] = at;
                await queue.Send(purchase, $"m-{number}", token);
                await queue.WaitForOutcome("fast-food", $"m-{number}");
                await Settled();
                return $"m-{number}";
            }
        );
    }

    [Fact]
    public async Task Refunds_that_wait_for_their_purchases()
    {
        var memberId = await Api.EnrolNewMember("fast-food");

        await CheckNewestFirst(
            "/api/partners/fast-food/refunds?state=awaiting-purchase",
            "refundId",
            await Api.AuditorToken(),
            async number =>
            {
                await Api.Refund(memberId, "fast-food", $"o-{number}", $"r-{number}", 100);
                await Settled();
                return $"r-{number}";
            }
        );
    }

    [Fact]
    public async Task Withheld_compensation()
    {
        await CarrierProgramme.Publish(Api, capPoints: 1, timesPerMember: 1);
        var memberId = await Api.EnrolNewMemberWithPoints(CarrierProgramme.Id, 100_000);

        await CheckNewestFirst(
            $"/api/programmes/{CarrierProgramme.Id}/compensations?state=withheld",
            "redemptionId",
            await Api.CreateToken("mei.chen", ["finance"]),
            async _ =>
            {
                var flight = await Api.Redeem(memberId, RedemptionBody(CarrierProgramme.Id, "award-flight"));
                var redemptionId = flight.Text("redemptionId");
                (await Api.Reverse(memberId, redemptionId, "merchant")).Expect(HttpStatusCode.OK);
                await Settled();
                return redemptionId;
            }
        );
    }

    [Fact]
    public async Task Entries_that_were_set_aside() =>
        await CheckNewestFirst(
            "/api/ledger/poison",
            "documentId",
            await Api.OperatorToken(),
            async number =>
            {
                var entryId = $"e-{number}";
                await _host.Put(
                    CosmosContainers.Wallets,
                    "ming",
                    $$"""{ "id": "{{entryId}}", "type": "entry", "memberId": "ming" }"""
                );
                await Settled();
                return entryId;
            }
        );

    [Fact]
    public async Task Dead_letters_oldest_first_with_those_that_come_meanwhile()
    {
        using var queue = new MerchantQueue(_host.Address, Api);
        var sent = new List<string>();
        for (var number = 0; number < ItemCount; number++)
            sent.Add(await SendUnfit(queue, number));

        var seen = await Walk(
            "/api/queues/merchant-events/deadletters",
            "messageId",
            await Api.OperatorToken(),
            async () =>
            {
                if (sent.Count < 2 * ItemCount)
                    sent.Add(await SendUnfit(queue, sent.Count));
            }
        );

        Assert.Equal(sent, seen);
    }

    /// <summary>Checks that a walk shows what was there when it began, newest first, and nothing else.</summary>
    /// <param name="add">Adds an item with that number; returns what the field shows of it.</param>
    private async Task CheckNewestFirst(string path, string field, string token, Func<int, Task<string>> add)
    {
        var added = new List<string>();
        for (var number = 0; number < ItemCount; number++)
            added.Add(await add(number));
        var next = ItemCount;

        var seen = await Walk(path, field, token, () => add(next++));

        Assert.Equal(added.AsEnumerable().Reverse(), seen);
        Assert.True(next > ItemCount + 1);
    }

    private async Task<List<string>> Walk(string path, string field, string token, Func<Task> between)
    {
        var (seen, cursor) = (new List<string>(), "");
        while (true)
        {
            var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var page = (await Api.Send(HttpMethod.Get, $"{path}{separator}limit=2{cursor}", token)).Expect(
                HttpStatusCode.OK
            );
            seen.AddRange(page.Body["items"]!.AsArray().Select(it => (string)it![field]!));
            if (page.Body["next"] is null)
                return seen;
            cursor = $"&cursor={page.Text("next")}";
            await between();
        }
    }

    private static async Task<string> SendUnfit(MerchantQueue queue, int number)
    {
        await queue.Send(new JsonObject { ["type"] = "nothing" }, $"bad-{number}", token: null);
        await queue.WaitForDeadLetter($"bad-{number}");
        return $"bad-{number}";
    }

    /// <summary>Waits until everything is relayed. Each item has a time of its own.</summary>
    private async Task Settled()
    {
        await Api.RunJob("LedgerRelay");
        await Api.SetClock(_host.Now.AddSeconds(1).ToString("O"));
    }
}
