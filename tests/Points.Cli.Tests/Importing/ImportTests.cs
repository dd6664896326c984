using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Points.Cli.Commands;
using Points.Cli.Tests.Hosts;

namespace Points.Cli.Tests.Importing;

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
        CASH-9,12/1/09 9:08,13078.0,True,10
        """;

    private readonly TempFolder _folder = new();

    private ImportRunner Command => new(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Purchases_earn_once_however_often_they_are_imported()
    {
        await using var host = await RunningHost.Start(_folder.PathOf("data"));
        var first = await Command.Import(Invoices);
        Assert.Equal((10, 5, 1), (first["rows"], first["sent"], first["already there"]));
        Assert.Equal((3, 1, 2), (first["refused"], first["refused, no-customer"], first["refused, invalid-row"]));
        Assert.Equal((1290, 630, 1), (first["points issued"], first["points taken back"], first["set aside"]));

        var second = await Command.Import(Invoices);
        Assert.Equal((0, 6, 0), (second["sent"], second["already there"], second["points issued"]));

        Assert.Equal(505 + 145, (await host.Api.Wallet("13085", "supermarket")).Available);
    }

    [Fact]
    public async Task Rows_that_were_not_posted_are_kept_with_the_reason()
    {
        await using var host = await RunningHost.Start(_folder.PathOf("data"));
        await Command.Import(Invoices);
        var refused = await File.ReadAllLinesAsync(Command.RefusedFile, TestContext.Current.CancellationToken);
        Assert.Equal(
            [
                "invoice_id,invoice_date,customer_id,domestic_sale,total_price,points-line,points-code,points-reason",
                "4,12/1/09 9:06,,True,10,6,no-customer,\"customer_id is empty, and points go to known members only\"",
                "7,never,13078.0,True,1,9,invalid-row,\"invoice_date \"\"never\"\" is not a date of the format mdy\"",
                "8,12/1/09 9:06,13078.0,True,1,10,invalid-row,the row has more or fewer fields than the header",
                "A6,12/1/09 9:06,,True,-1,8,adjustment,\"an adjustment of the accounts, not a purchase\"",
            ],
            (string[])[refused[0], .. refused[1..].Order(StringComparer.Ordinal)]
        );
    }

    [Fact]
    public async Task The_profile_of_a_member_of_another_programme_is_kept()
    {
        await using var host = await RunningHost.Start(_folder.PathOf("data"));
        var profile = JsonNode
            .Parse(
                """
                { "birthDate": "1990-05-17", "creditGrade": "B", "identityVerified": true, "phone": "138",
                  "email": "ming@example.cn", "locale": "zh-CN", "consents": { "personalisation": true },
                  "programmes": ["fast-food"], "pets": [ { "name": "Mimi", "birthday": "2020-02-29" } ],
                  "groups": ["staff"] }
                """
            )!
            .AsObject();
        var before = (await host.Api.Enrol("13085", profile)).Expect(HttpStatusCode.Created).Body;
        await Command.Import(Invoices);

        before["programmes"] = new JsonArray("fast-food", "supermarket");
        var after = (await host.Api.Profile("13085")).Body;
        Assert.True(JsonNode.DeepEquals(before, after), $"expected {before}\nread {after}");
    }

    [Fact]
    public async Task A_member_whose_identity_is_not_verified_stays_so()
    {
        await using var host = await RunningHost.Start(_folder.PathOf("data"));
        (await host.Api.Enrol("13085", new() { ["identityVerified"] = false })).Expect(HttpStatusCode.Created);

        var imported = await Command.Import(Invoices);

        Assert.Equal(3, imported["refused, not-eligible"]);
        Assert.False((bool)(await host.Api.Profile("13085")).Body["identityVerified"]!);
    }

    [Theory]
    [InlineData("", "is empty: it has no header")]
    [InlineData("a,b\n1,2\n", "has no column invoice_id")]
    public async Task A_file_without_the_columns_is_refused_in_one_sentence(string text, string reason)
    {
        await using var host = await RunningHost.Start(_folder.PathOf("data"));
        await AssertFails(Command.Arguments(_folder.Write("in.csv", text)), reason);
    }

    [Fact]
    public async Task The_refused_rows_cannot_be_written_to_the_imported_file()
    {
        var file = _folder.Write("in.csv", Invoices);
        await using var host = await RunningHost.Start(_folder.PathOf("data"));
        await AssertFails(
            Command.Arguments(file, refusedFile: _folder.PathOf("data/../in.csv")),
            "is the file to import"
        );
        Assert.Equal(Invoices, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("supermaket", "supermarket", "The host has no programme supermaket.")]
    [InlineData("supermarket", "market", "The merchant market gives no points in the programme supermarket.")]
    public async Task An_unknown_programme_or_merchant_is_refused_before_any_member_is_enrolled(
        string programmeId,
        string merchantId,
        string reason
    )
    {
        await using var host = await RunningHost.Start(_folder.PathOf("data"));
        var file = _folder.Write("in.csv", Invoices);
        await AssertFails(Command.Arguments(file, programmeId, merchantId), reason);
        (await host.Api.Send(HttpMethod.Get, "/api/members/13085", await host.Api.OperatorToken())).Expect(
            HttpStatusCode.NotFound
        );
        Assert.False(File.Exists(Command.RefusedFile));
    }

    [Fact]
    public async Task A_server_that_is_not_the_host_is_refused()
    {
        await using var server = await StubServer.Start(http => http.Response.WriteAsync("<html>"));
        await AssertFails(
            Command.ArgumentsFor(server.Address, _folder.Write("in.csv", Invoices), "--token", "t"),
            "is not a host of Points"
        );
    }

    [Fact]
    public async Task The_help_names_the_default_file_for_refused_rows()
    {
        var (_, output, _) = await PointsCommand.Run("import", "--help");
        Assert.Contains(ImportCommand.RefusedFileOf("FILE"), output, StringComparison.Ordinal);
        Assert.Equal("in.csv.refused.csv", ImportCommand.RefusedFileOf("/some/in.csv"));
    }

    [Fact]
    public async Task Without_a_host_the_import_fails_in_one_sentence()
    {
        var url = new Uri("http://127.0.0.1:9");
        var file = _folder.Write("in.csv", Invoices);
        await AssertFails(
            Command.ArgumentsFor(url, file, "--token", "t"),
            "No host answers at http://127.0.0.1:9/ (no connection)"
        );
        using var data = new UsedDataFolder(_folder.PathOf("data"), url.ToString());
        await AssertFails(Command.Arguments(file), "No host answers at http://127.0.0.1:9/");
    }

    [Fact]
    public async Task Nothing_is_imported_before_a_second_operator_approves_it()
    {
        await using var host = await RunningHost.Start();
        var token = _folder.Write("token", await host.Api.OperatorToken() + "\n");
        string[] arguments = Command.ArgumentsFor(
            host.Address,
            _folder.Write("in.csv", Invoices),
            "--token-file",
            token
        );

        var (exitCode, _, errors) = await PointsCommand.Run(arguments);

        Assert.Equal(1, exitCode);
        Assert.Single(errors.TrimEnd().Split('\n'));
        var approval = errors.Split("/api/approvals/")[1].Split('/')[0];
        Assert.Contains("run the same command again", errors, StringComparison.Ordinal);
        (await host.Api.Send(HttpMethod.Get, "/api/members/13085", await host.Api.OperatorToken())).Expect(
            HttpStatusCode.NotFound
        );
        (await host.Api.Decide(approval, "approve", "the totals are right")).Expect(HttpStatusCode.OK);
        (exitCode, var output, errors) = await PointsCommand.Run(arguments);
        Assert.Equal((3, "", 5), (exitCode, errors, ImportReport.Read(output)["sent"]));
        Assert.Equal(505 + 145, (await host.Api.Wallet("13085", "supermarket")).Available);
    }

    [Fact]
    public async Task The_second_operator_of_a_one_machine_host_approves_and_the_command_says_so()
    {
        await using var host = await RunningHost.Start(_folder.PathOf("data"));

        var (_, output, _) = await PointsCommand.Run(Command.Arguments(_folder.Write("in.csv", Invoices)));

        Assert.Contains("points-local-2, who has approved it", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_who_may_not_post_for_the_merchant_is_refused_before_any_member_is_enrolled()
    {
        await using var host = await RunningHost.Start();
        await AssertFails(
            Command.ArgumentsFor(
                host.Address,
                _folder.Write("in.csv", Invoices),
                "--token",
                await host.Api.MerchantToken("fast-food")
            ),
            "The host refuses purchases of supermarket in the programme supermarket (forbidden)"
        );
    }

    private static async Task AssertFails(string[] command, string reason)
    {
        var (exitCode, error) = await PointsCommand.RunFailing(command);
        Assert.Equal(1, exitCode);
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }
}
