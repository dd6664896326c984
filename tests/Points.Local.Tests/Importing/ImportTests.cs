using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Points.Local.Importing;

namespace Points.Local.Tests.Importing;

public sealed class ImportTests : IDisposable
{
    private const string Invoices = """
        invoice_id,invoice_date,customer_id,domestic_sale,total_price
        1,12/1/09 7:45,13085.0,True,505.3
        2,12/1/09 7:46,13085.0,True,145.79999999999998
        2,12/1/09 7:46,13085.0,True,145.8
        3,12/1/09 9:06,13078.0,True,"630.33"
        4,12/1/09 9:06,,True,10
        C5,12/1/09 9:06,13078.0,True,-630.33
        A6,12/1/09 9:06,,True,-1
        7,never,13078.0,True,1
        8,12/1/09 9:06,13078.0,True,1,000.00
        "9,12/1/09 9:06,13078.0,True,1
        10,12/1/09 9:07,13078.0,True,1
        CASH-9,12/1/09 9:08,13078.0,True,10
        """;

    private const string Purchase = "invoice_id,invoice_date,customer_id,total_price\n1,12/1/09 9:00,13085,50\n";

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

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Purchases_earn_once_however_often_they_are_imported()
    {
        await using var host = await RunningHost.Start(_folder.PathOf("data"));
        var first = await Import(host, Invoices);
        Assert.Equal((12, 6, 1), (first["rows"], first["accepted"], first["accepted, of which already there"]));
        Assert.Equal((4, 1, 3), (first["refused"], first["refused, no-customer"], first["refused, invalid-row"]));
        Assert.Equal((1291, 1, 1), (first["points issued"], first["refunds taken"], first["set aside"]));

        var second = await Import(host, Invoices);
        Assert.Equal(
            (6, 6, 0),
            (second["accepted"], second["accepted, of which already there"], second["points issued"])
        );

        Assert.Equal(505 + 145, (await host.Api.Wallet("13085", "supermarket")).Available);
    }

    [Fact]
    public async Task Cancellations_take_back_what_the_orders_they_fit_had_earned_once_however_often_they_are_imported()
    {
        await using var host = await RunningHost.Start(_folder.PathOf("data"));
        var first = await Import(host, Cancellations);
        Assert.Equal((4, 1), (first["refunds taken"], first["refunds taken, of which already there"]));
        Assert.Equal(
            (6, 5, 1),
            (first["set aside"], first["set aside, unmatched-cancellation"], first["set aside, cancellation-of-nobody"])
        );
        Assert.Equal((170, 33 + 16 + 17), (first["points issued"], first["points taken back"]));
        Assert.Equal(first["rows"], first["accepted"] + first["refunds taken"] + first["refused"] + first["set aside"]);

        var second = await Import(host, Cancellations);
        Assert.Equal((4, 4), (second["refunds taken"], second["refunds taken, of which already there"]));
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
    public async Task Cancellations_of_orders_that_are_not_there_are_kept_with_the_reason()
    {
        await using var host = await RunningHost.Start(_folder.PathOf("data"));
        await Import(host, Cancellations);
        var kept = (await File.ReadAllLinesAsync(_folder.PathOf("refused.csv"), TestContext.Current.CancellationToken))
            .Select(line => line.Split(','))
            .ToLookup(fields => fields[5], fields => fields[1]);
        Assert.Equal(
            ["C11", "C13", "C6", "C7", "C9"],
            kept[RowClassifier.UnmatchedCancellation].Order(StringComparer.Ordinal)
        );
        Assert.Equal(["C8"], kept[RowClassifier.CancellationWithoutCustomer]);
    }

    [Fact]
    public async Task A_cancellation_of_what_the_till_has_refunded_already_is_refused_and_takes_nothing()
    {
        await using var host = await RunningHost.Start(_folder.PathOf("data"));
        await Import(host, Purchase);
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

        var report = await Import(host, Purchase + "C2,12/1/09 9:01,13085,-20.01\nC3,12/1/09 9:02,13085,-20\n");

        Assert.Equal((1, 1, 20), (report["refused"], report["refunds taken"], report["points taken back"]));
        Assert.Equal(0, (await host.Api.Wallet("13085", "supermarket")).Available);
    }

    [Fact]
    public async Task A_cancellation_that_fits_another_order_than_before_does_not_count_again()
    {
        const string Cancellation = "C3,12/1/09 9:02,13085,-50\n";
        await using var host = await RunningHost.Start(_folder.PathOf("data"));
        await Import(host, Purchase + Cancellation);

        var report = await Import(host, Purchase + "2,12/1/09 9:01,13085,60\n" + Cancellation);

        Assert.Equal((0, 1), (report["refunds taken"], report["refused, idempotency-key-reused"]));
        Assert.Equal(60, (await host.Api.Wallet("13085", "supermarket")).Available);
    }

    [Fact]
    public async Task Rows_that_were_not_posted_are_kept_with_the_reason()
    {
        await using var host = await RunningHost.Start(_folder.PathOf("data"));
        await Import(host, Invoices);
        var refused = await File.ReadAllLinesAsync(
            _folder.PathOf("refused.csv"),
            TestContext.Current.CancellationToken
        );
        Assert.Equal("line,order,date,customer,amount,code,reason", refused[0]);
        Assert.Equal(
            ["10", "11", "6", "8", "9"],
            refused[1..].Select(line => line.Split(',')[0]).Order(StringComparer.Ordinal)
        );
        Assert.Contains(refused, line => line.Contains(",adjustment,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_known_of_a_member_of_another_programme_is_not_lost()
    {
        await using var host = await RunningHost.Start(_folder.PathOf("data"));
        await host.Api.Enrol(
            "13085",
            new()
            {
                ["birthDate"] = "1990-05-17",
                ["identityVerified"] = true,
                ["programmes"] = new JsonArray("fast-food"),
            }
        );
        await Import(host, Invoices);
        var profile = (await host.Api.Send(HttpMethod.Get, "/api/members/13085", await host.Api.OperatorToken())).Body;
        Assert.Equal("1990-05-17", (string?)profile["birthDate"]);
        Assert.Equal(2, profile["programmes"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("", "has no column invoice_id")]
    [InlineData("a,b\n1,2\n", "has no column invoice_id")]
    public async Task A_file_without_the_columns_is_refused_in_one_sentence(string text, string because)
    {
        await using var host = await RunningHost.Start(_folder.PathOf("data"));
        await AssertEnds(Command(_folder.Write("in.csv", text)), because);
    }

    [Fact]
    public async Task The_file_to_import_is_not_where_the_refused_rows_go()
    {
        var file = _folder.Write("in.csv", Invoices);
        await using var host = await RunningHost.Start(_folder.PathOf("data"));
        await AssertEnds([.. Command(file)[..^1], _folder.PathOf("data/../in.csv")], "is the file to import");
        Assert.Equal(Invoices, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("supermaket", "supermarket", "The host has no programme supermaket.")]
    [InlineData("supermarket", "market", "The merchant market gives no points in the programme supermarket.")]
    public async Task A_programme_or_merchant_that_is_not_there_is_told_before_anybody_is_enrolled(
        string programmeId,
        string merchantId,
        string because
    )
    {
        await using var host = await RunningHost.Start(_folder.PathOf("data"));
        var command = Command(_folder.Write("in.csv", Invoices));
        (command[3], command[5]) = (programmeId, merchantId);
        await AssertEnds(command, because);
        (await host.Api.Send(HttpMethod.Get, "/api/members/13085", await host.Api.OperatorToken())).Expect(
            HttpStatusCode.NotFound
        );
        Assert.False(File.Exists(_folder.PathOf("refused.csv")));
    }

    [Fact]
    public async Task A_server_of_something_else_is_told_from_a_host()
    {
        await using var server = await StubServer.Start(http => http.Response.WriteAsync("<html>"));
        await AssertEnds(
            [.. Command(_folder.Write("in.csv", Invoices)), "--url", server.Address.ToString()],
            "is not the one-machine host"
        );
    }

    [Fact]
    public async Task Help_names_the_file_that_is_written_by_default()
    {
        var (_, output, _) = await HostProcess.Run("import", "--help");
        Assert.Contains(ImportPlan.RefusedFileOf("FILE"), output, StringComparison.Ordinal);
        Assert.Equal("in.csv.refused.csv", ImportPlan.RefusedFileOf("/some/in.csv"));
    }

    [Fact]
    public async Task Without_a_host_an_import_says_so_in_one_sentence()
    {
        var (exitCode, _, errors) = await HostProcess.Run([
            .. Command(_folder.Write("in.csv", Invoices)),
            "--url",
            "http://127.0.0.1:9",
        ]);
        Assert.Equal(1, exitCode);
        Assert.StartsWith(
            "No host answers at http://127.0.0.1:9/",
            Assert.Single(errors.TrimEnd().Split('\n')),
            StringComparison.Ordinal
        );
    }

    private static async Task AssertEnds(string[] command, string because)
    {
        var (exitCode, output, errors) = await HostProcess.Run(command);
        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains(because, Assert.Single(errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    /// <summary>Imports invoices as people do and reads the report.</summary>
    private async Task<Dictionary<string, long>> Import(RunningHost host, string invoices)
    {
        var (exitCode, output, errors) = await HostProcess.Run([
            .. Command(_folder.Write("in.csv", invoices)),
            "--url",
            host.Address.ToString(),
        ]);
        Assert.Equal((0, ""), (exitCode, errors));
        return ImportReport.Read(output);
    }

    private string[] Command(string file) =>
        [
            "import",
            file,
            "--programme",
            "supermarket",
            "--merchant",
            "supermarket",
            "--data",
            _folder.PathOf("data"),
            "--refused",
            _folder.PathOf("refused.csv"),
        ];
}
