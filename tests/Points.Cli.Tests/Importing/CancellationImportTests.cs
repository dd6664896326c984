using System.Net;
using System.Text.Json.Nodes;

namespace Points.Cli.Tests.Importing;

/// <summary>Imports of cancellations, which refund the orders that they match.</summary>
public sealed class CancellationImportTests : IDisposable
{
    private const string Purchase =
        "invoice_id,invoice_date,customer_id,domestic_sale,total_price\n1,12/1/09 9:00,13085,True,50\n";

    private const string Cancellations = """
        invoice_id,invoice_date,customer_id,domestic_sale,total_price
        1,12/1/09 9:00,13085.0,True,100.99
        2,12/1/09 10:00,13085.0,True,50
        C3,12/1/09 11:00,13085.0,True,-33.33
        C4,12/1/09 11:00,13085.0,True,-16.68
        C5,12/1/09 11:00,13085.0,True,-16.67
        2,12/1/09 10:00,13085.0,True,50
        C3,12/1/09 11:00,13085.0,True,-33.33
        C6,12/1/09 11:00,13085.0,True,-84.32
        C7,12/1/09 8:59,13085.0,True,-1
        C8,12/1/09 11:00,,True,-5
        C9,12/1/09 11:00,13078.0,True,-5
        10,1/1/2100 9:00,13079.0,True,5
        C11,1/1/2100 10:00,13079.0,True,-5
        C13,12/1/09 11:00,13080.0,True,-20
        12,12/1/09 10:00,13080.0,True,20
        """;

    /// <summary>Columns of the file of refused rows.</summary>
    private const int OrderColumn = 0,
        CodeColumn = 6;

    private readonly TempFolder _folder = new();

    private ImportRunner Command => new(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Cancellations_take_back_points_of_matching_orders_once_however_often_they_are_imported()
    {
        await using var host = await RunningHost.Start(_folder.PathOf("data"));
        var first = await Command.Import(Cancellations);
        Assert.Equal((6, 2, 1), (first["sent"], first["already there"], first["refused"]));
        Assert.Equal(
            (6, 5, 1),
            (first["set aside"], first["set aside, unmatched-cancellation"], first["set aside, cancellation-of-nobody"])
        );
        Assert.Equal((170, 33 + 16 + 17), (first["points issued"], first["points taken back"]));

        var second = await Command.Import(Cancellations);
        Assert.Equal((0, 8), (second["sent"], second["already there"]));
        Assert.Equal((0, 0), (second["points issued"], second["points taken back"]));
        Assert.Equal(first["set aside"], second["set aside"]);

        Assert.Equal(100 - 16, (await host.Api.Wallet("13085", "supermarket")).Available);
        Assert.Equal(20, (await host.Api.Wallet("13080", "supermarket")).Available);
        var refunded = (await host.Api.Ledger("13085", "supermarket"))
            .Select(entry => (long)entry["points"]!)
            .Where(points => points < 0);
        Assert.Equal([-33, -16, -17], refunded);
    }

    [Fact]
    public async Task Cancellations_without_a_matching_order_are_kept_with_the_reason()
    {
        await using var host = await RunningHost.Start(_folder.PathOf("data"));
        await Command.Import(Cancellations);
        var refused = await File.ReadAllLinesAsync(Command.RefusedFile, TestContext.Current.CancellationToken);
        var ordersByCode = refused
            .Select(line => line.Split(','))
            .ToLookup(fields => fields[CodeColumn], fields => fields[OrderColumn]);
        Assert.Equal(
            ["C11", "C13", "C6", "C7", "C9"],
            ordersByCode["unmatched-cancellation"].Order(StringComparer.Ordinal)
        );
        Assert.Equal(["C8"], ordersByCode["cancellation-of-nobody"]);
    }

    [Fact]
    public async Task A_cancellation_of_what_the_till_already_refunded_is_refused()
    {
        await using var host = await RunningHost.Start(_folder.PathOf("data"));
        await Command.Import(Purchase);
        var refund = new JsonObject
        {
            ["programmeId"] = "supermarket",
            ["merchantId"] = "supermarket",
            ["orderId"] = "1",
            ["refundId"] = "till",
            ["amountFen"] = 3000,
        };
        (
            await host.Api.Send(
                HttpMethod.Post,
                "/api/members/13085/refunds",
                await host.Api.MerchantToken("supermarket"),
                refund,
                "till-1"
            )
        ).Expect(HttpStatusCode.Created);

        var report = await Command.Import(
            Purchase + "C2,12/1/09 9:01,13085,True,-20.01\nC3,12/1/09 9:02,13085,True,-20\n"
        );

        Assert.Equal((1, 1, 20), (report["refused"], report["sent"], report["points taken back"]));
        Assert.Equal(0, (await host.Api.Wallet("13085", "supermarket")).Available);
    }

    [Fact]
    public async Task A_cancellation_that_matches_another_order_than_before_is_not_counted_again()
    {
        const string Cancellation = "C3,12/1/09 9:02,13085,True,-50\n";
        await using var host = await RunningHost.Start(_folder.PathOf("data"));
        await Command.Import(Purchase + Cancellation);

        var report = await Command.Import(Purchase + "2,12/1/09 9:01,13085,True,60\n" + Cancellation);

        Assert.Equal((1, 1), (report["sent"], report["refused, idempotency-key-reused"]));
        Assert.Equal(60, (await host.Api.Wallet("13085", "supermarket")).Available);
    }
}
